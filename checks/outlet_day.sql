-- Each outlet's last day before the day of the run, if that is within a week of it, beside the 28 days of publication before.
SELECT DISTINCT ON (outlet_id) outlet_id, name, published, articles, round(usual, 1) AS usual
FROM (
    SELECT outlet_id, published, articles, avg(articles) OVER before AS usual, count(*) OVER before AS days
    FROM (
        SELECT outlet_id, published, count(*) AS articles
        FROM article
        WHERE published BETWEEN {as_of} - 90 AND {as_of} - 1
        GROUP BY outlet_id, published
    ) AS day
    WINDOW before AS (PARTITION BY outlet_id ORDER BY published ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING)
) AS known
JOIN outlet USING (outlet_id)
WHERE days >= 7 AND usual >= 10 AND published >= {as_of} - 7
ORDER BY outlet_id, published DESC
