-- Every input that could not become an article: file or address, line, and what was wrong.
SELECT source, line, reason, detail, octet_length(raw) IS NOT NULL AS kept, set_aside_at
FROM set_aside
ORDER BY source, line NULLS FIRST, reason, set_aside_id
