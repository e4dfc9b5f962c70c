-- Names that analysts say stand for others, the latest word on each name last.
SELECT alias_id, name, stands_for, author, reason, added_at FROM alias ORDER BY alias_id
