-- The frame of a check on accounts. Of each pair of clusters that the linker found at odds it lays what they say side by
-- side as `a` and `b`, keeps what breaks the check's rule, and gives one row a dispute.
-- A rule reads a and b (columns of `disputed_reading`), figures_meet (null without figures), at_one_time, days_apart (from
-- the one day told to the other; null unless both name one), days_between (from telling to telling; null unless both are
-- dated). Filled in: rule (a text, null where nothing is broken), large, is_one_voice.
WITH compared AS (
    SELECT cluster_a, cluster_b, a.reading AS a, b.reading AS b, a.told, {rule} AS rule, {large} AS large,
           -- A figure to be reached is not at odds with one that is, unless the same is said of now as well.
           a.kind = 'policy' OR coalesce('denied' IN (a.status, b.status)
               OR (a.status IN ('ongoing', 'completed')) = (b.status IN ('ongoing', 'completed')), TRUE) AS one_phase
    FROM disputed_reading AS a
    JOIN disputed_reading AS b USING (cluster_a, cluster_b)
    CROSS JOIN LATERAL (
        SELECT greatest(a.slack, CASE WHEN a.is_point AND b.is_point AND a.digits < b.digits THEN a.rounding ELSE 0 END),
               greatest(b.slack, CASE WHEN a.is_point AND b.is_point AND b.digits < a.digits THEN b.rounding ELSE 0 END)
    ) AS misses (slack_a, slack_b)
    CROSS JOIN LATERAL (
        SELECT CASE slack_a WHEN 0 THEN a.quantity ELSE numrange(a.figure - slack_a, a.figure + slack_a, '[]') END
            && CASE slack_b WHEN 0 THEN b.quantity ELSE numrange(b.figure - slack_b, b.figure + slack_b, '[]') END
               OR (a.is_point OR b.is_point) AND a.quantity -|- b.quantity,
               -- Of a night's events one outlet names this day, another the next.
               coalesce(a.period && b.period OR a.period -|- b.period AND coalesce(a.is_day AND b.is_day, FALSE), TRUE),
               greatest(lower(b.days) - upper(a.days), lower(a.days) - upper(b.days)) + 1,
               CASE WHEN a.first_day IS NOT NULL AND b.first_day IS NOT NULL
                    THEN greatest(b.first_day - a.last_day, a.first_day - b.last_day, 0) END
    ) AS seen (figures_meet, at_one_time, days_apart, days_between)
    WHERE a.is_a AND NOT b.is_a AND a.kind = b.kind AND a.is_one_voice = {is_one_voice}
),
-- Every claim of one side must exclude every claim of the other: side a holds what excludes the claim of b that most of
-- a excludes, side b what excludes all of side a.
weighed AS (
    SELECT *, sum(told) OVER (PARTITION BY cluster_a, cluster_b, b) AS excluding FROM compared WHERE rule IS NOT NULL
),
anchored AS (
    SELECT *, first_value(b) OVER (PARTITION BY cluster_a, cluster_b ORDER BY excluding DESC, b) AS anchor FROM weighed
),
side_a AS (
    SELECT *, bool_or(b = anchor) OVER (PARTITION BY cluster_a, cluster_b, a) AS in_a,
           count(*) FILTER (WHERE b = anchor) OVER (PARTITION BY cluster_a, cluster_b) AS readings
    FROM anchored
),
side_b AS (
    SELECT *, count(*) FILTER (WHERE in_a) OVER (PARTITION BY cluster_a, cluster_b, b) = readings AS in_b FROM side_a
),
dispute AS (
    SELECT cluster_a, cluster_b, array_agg(DISTINCT a) || array_agg(DISTINCT b) AS readings,
           min(rule) AS rule, bool_or(large) AS large
    FROM side_b
    WHERE in_a AND in_b
    GROUP BY cluster_a, cluster_b
    HAVING bool_or(one_phase)
),
told AS (
    SELECT cluster_a, cluster_b, rule, large,
           array_agg(claim_id::text ORDER BY claim_id) FILTER (WHERE is_a) AS side_a,
           array_agg(claim_id::text ORDER BY claim_id) FILTER (WHERE NOT is_a) AS side_b,
           count(DISTINCT source) FILTER (WHERE is_a) AS sources_a,
           count(DISTINCT source) FILTER (WHERE NOT is_a) AS sources_b,
           count(DISTINCT source) = 1 AS is_one_source,
           bool_or(is_specific AND is_a) AND bool_or(is_specific AND NOT is_a) AS is_specific
    FROM dispute
    JOIN disputed_reading USING (cluster_a, cluster_b)
    CROSS JOIN LATERAL unnest(claims, sources) AS one (claim_id, source)
    WHERE reading = ANY (readings)
    GROUP BY cluster_a, cluster_b, rule, large
)
SELECT ARRAY[cluster_a::text, cluster_b::text] AS key, side_a, side_b, rule, sources_a, sources_b,
       -- How wide the gap is, how independent the sources are, how exactly both sides say of what they speak.
       CASE WHEN is_one_source THEN 'low'
            WHEN large AND least(sources_a, sources_b) > 1 AND is_specific THEN 'high'
            WHEN large OR least(sources_a, sources_b) > 1 THEN 'medium'
            ELSE 'low' END AS severity,
       a.quote AS account_a, b.quote AS account_b
FROM told
JOIN claim AS a ON a.claim_id = side_a[1]::uuid
JOIN claim AS b ON b.claim_id = side_b[1]::uuid
ORDER BY key
