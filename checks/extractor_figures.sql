-- What each version of the extractor finds: claims in a hundred articles, percent of them without a speaker, percent of times
-- that stay unresolved; the version that read the latest articles first.
SELECT extractor, articles, row_number() OVER (ORDER BY latest DESC NULLS LAST, extractor DESC) AS back,
       round(100.0 * coalesce(claims, 0) / articles) AS claims, round(100.0 * silent / nullif(claims, 0)) AS silent,
       round(100.0 * unresolved / nullif(timed, 0)) AS unresolved
FROM (
    SELECT extractor, count(*) AS articles, max(published) AS latest FROM extraction JOIN article USING (article_id)
    GROUP BY extractor
) AS read
LEFT JOIN (
    SELECT extractor, count(*) AS claims, count(*) FILTER (WHERE speaker IS NULL) AS silent,
           count(period_text) AS timed, count(*) FILTER (WHERE NOT period_resolved) AS unresolved
    FROM claim
    GROUP BY extractor
) AS found USING (extractor)
