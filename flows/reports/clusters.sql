-- Every claim with those that state the same: how many articles carry it, how many sources of their own.
SELECT cluster_id,
       array_agg(claim_id ORDER BY published NULLS LAST, claim_id) AS claim_ids,
       count(DISTINCT source) AS independent_sources,
       count(DISTINCT article_id) AS articles
FROM (
    -- Copies of one text speak through its first claim; texts of one outlet that quote one speaker are one source.
    SELECT cluster_id, claim_id, article_id, published,
           first_value(coalesce(outlet_id || ':' || speaker, group_id::text, article_id::text)) OVER (
               PARTITION BY cluster_id, coalesce(group_id, article_id) ORDER BY published NULLS LAST, claim_id) AS source
    FROM cluster_member
    JOIN claim USING (claim_id)
    JOIN article USING (article_id)
    LEFT JOIN article_copy USING (article_id)
) AS said
GROUP BY cluster_id
ORDER BY independent_sources DESC, articles DESC, cluster_id
