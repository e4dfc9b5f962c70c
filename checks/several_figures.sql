-- The sentences with more than one figure, which alone can tell a whole and its parts, or a change and both its ends.
SELECT article_id, sentence_start
FROM claim
WHERE kind = 'numeric'
GROUP BY article_id, sentence_start
HAVING count(*) > 1
