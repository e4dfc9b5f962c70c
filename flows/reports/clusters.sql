-- Every claim with those that state the same: how many articles carry it, how many are no copies.
SELECT cluster_id,
       array_agg(claim_id ORDER BY published NULLS LAST, claim_id) AS claim_ids,
       count(DISTINCT coalesce(group_id, article_id)) AS independent_sources,
       count(DISTINCT article_id) AS articles
FROM cluster_member
JOIN claim USING (claim_id)
JOIN article USING (article_id)
LEFT JOIN article_copy USING (article_id)
GROUP BY cluster_id
ORDER BY independent_sources DESC, articles DESC, cluster_id
