-- What each side of a candidate says, once for all the claims that say it: a claim repeated by thousands is weighed once.
-- Reads `candidate` and `said`, and `one_voice`: the pairs on both sides of which one speaks.
CREATE TEMPORARY TABLE disputed_reading ON COMMIT DROP AS
WITH
-- A text that gives both in one voice, or one of them in its own, knows them as two things: a whole and its part, a first
-- step and a second.
told_apart AS (
    SELECT DISTINCT cluster_a, cluster_b
    FROM candidate
    JOIN said AS a ON a.cluster_id = cluster_a
    JOIN said AS b ON b.cluster_id = cluster_b AND b.source = a.source AND coalesce(b.speaker = a.speaker, TRUE)
),
-- From when on one side has moved on: what it says from that day is an update of the other side, not a dispute with it.
moved AS (
    SELECT after.cluster_id, before.cluster_id AS other_id, min(after.published) AS since
    FROM link
    CROSS JOIN LATERAL (VALUES (claim_a, claim_b), (claim_b, claim_a)) AS pair (earlier, later)
    JOIN said AS before ON before.claim_id = earlier
    JOIN said AS after ON after.claim_id = later
    WHERE relation = 'update' AND before.published < after.published
    GROUP BY after.cluster_id, before.cluster_id
),
side AS (
    SELECT candidate.*, side.*, one_voice.cluster_a IS NOT NULL AS is_one_voice
    FROM candidate
    LEFT JOIN one_voice USING (cluster_a, cluster_b)
    CROSS JOIN LATERAL (VALUES (cluster_a, cluster_b, TRUE), (cluster_b, cluster_a, FALSE)) AS side (cluster_id, other_id, is_a)
    WHERE NOT EXISTS (
        SELECT FROM told_apart
        WHERE (told_apart.cluster_a, told_apart.cluster_b) = (candidate.cluster_a, candidate.cluster_b)
    )
)
SELECT row_number() OVER () AS reading, cluster_a, cluster_b, is_a, is_one_voice,
       kind, status, negated, act, measure, unit, currency, comparator, quantity, figure, is_point, digits, slack, rounding,
       period, days, has_start, has_end, is_day,
       min(published) AS first_day, max(published) AS last_day, array_agg(DISTINCT outlet_id) AS outlets,
       bool_or(is_specific) AS is_specific, count(*) AS told, array_agg(claim_id) AS claims, array_agg(source) AS sources
FROM side
JOIN said USING (cluster_id)
LEFT JOIN moved USING (cluster_id, other_id)
WHERE coalesce(published < since, TRUE)
GROUP BY cluster_a, cluster_b, is_a, is_one_voice,
         kind, status, negated, act, measure, unit, currency, comparator, quantity, figure, is_point, digits, slack, rounding,
         period, days, has_start, has_end, is_day;
CREATE INDEX ON disputed_reading (cluster_a, cluster_b);
ANALYZE disputed_reading
