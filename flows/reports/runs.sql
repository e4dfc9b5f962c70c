-- Every run that wrote something, newest first: how many rows, and how many seconds each stage took.
SELECT run_id, finished_at, as_of, written, seconds
FROM run
ORDER BY finished_at DESC, run_id
