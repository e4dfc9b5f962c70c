-- Every run that wrote something, newest first: rows by what they are, seconds by stage.
SELECT run_id, finished_at, as_of, written, seconds
FROM run
ORDER BY finished_at DESC, run_id
