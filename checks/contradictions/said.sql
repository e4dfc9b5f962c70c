-- What the clusters say that the linker found at odds: their pairs (`candidate`), and their claims (`said`), each with what
-- rules over accounts need of it. Filled in: one_act, institutions; approx and rounding by the linker's weights, so that
-- both take the same figures for one.
CREATE TEMPORARY TABLE candidate ON COMMIT DROP AS
SELECT DISTINCT least(one.cluster_id, other.cluster_id) AS cluster_a,
                greatest(one.cluster_id, other.cluster_id) AS cluster_b
FROM link
JOIN cluster_member AS one ON one.claim_id = link.claim_a
JOIN cluster_member AS other ON other.claim_id = link.claim_b
WHERE link.relation = 'contradicts' AND one.cluster_id <> other.cluster_id;
ANALYZE candidate;
CREATE TEMPORARY TABLE said ON COMMIT DROP AS
SELECT cluster_id, claim_id, outlet_id, published, coalesce(copy.group_id, article_id) AS source,
       kind, speaker, speaker_role, status, negated, {one_act} AS act, measure, unit, currency, comparator, quantity,
       figure, is_point,
       -- How precisely a single figure is told: 2,437 with four digits, 2,500 with two.
       length(trim(BOTH '0' FROM replace(abs(figure)::text, '.', ''))) AS digits,
       -- The figures that it may stand for: `about` misses by a share, a round figure by half its last place.
       CASE comparator WHEN 'approx' THEN abs(figure) * {approx} ELSE 0 END::numeric AS slack,
       CASE WHEN is_point AND figure = trunc(figure) AND abs(figure) >= 100
            THEN least(
                power(10::numeric, length(figure::bigint::text) - length(rtrim(figure::bigint::text, '0'))) / 2,
                abs(figure) * {rounding}
            ) ELSE 0 END::numeric AS rounding,
       period,
       -- A sole end stands for its day: "by June" and "by May" are two deadlines, though both allow April.
       daterange(coalesce(period_start, period_end), coalesce(period_end, period_start), '[]') AS days,
       period_start IS NOT NULL AS has_start, period_end IS NOT NULL AS has_end, period_start = period_end AS is_day,
       -- The institution that the speaker, or a spokesman, speaks for on an act of its own.
       CASE WHEN head IN {institutions} AND concat_ws(' ', speaker, speaker_role)
                 ~* concat_ws('|', label_en, label_ar, 'spokes', 'متحدث', 'ناطق')
            THEN subject END AS authority,
       -- Whether it says exactly how many, and of whom or where, and when.
       coalesce(place, object, substring(subject FROM '\.')) IS NOT NULL AND period IS NOT NULL
           AND coalesce(comparator NOT IN ('approx', 'vague'), TRUE) AS is_specific
FROM (SELECT cluster_a AS cluster_id FROM candidate UNION SELECT cluster_b FROM candidate) AS disputed
JOIN cluster_member USING (cluster_id)
JOIN claim USING (claim_id)
JOIN article USING (article_id)
CROSS JOIN LATERAL (
    SELECT coalesce(high, low)::numeric, coalesce(low = high, FALSE), split_part(subject, '.', 1),
           (SELECT group_id FROM article_copy WHERE article_copy.article_id = article.article_id)
) AS copy (figure, is_point, head, group_id)
LEFT JOIN (SELECT concept_id AS head, label_en, label_ar FROM concept WHERE kind = 'head') AS named USING (head)
WHERE status IS DISTINCT FROM 'hypothetical'
  -- Of two tolls that one voice gives in one text of one event, the lesser is a part of it, or an earlier one; a toll of
  -- months is of many events.
  AND NOT (measure IN {tolls} AND EXISTS (
      SELECT FROM claim AS greater
      WHERE greater.article_id = claim.article_id AND greater.claim_id <> claim.claim_id
        AND greater.measure = claim.measure AND greater.subject IS NOT DISTINCT FROM claim.subject
        AND coalesce(greater.speaker = claim.speaker, TRUE) AND coalesce(greater.place = claim.place, TRUE)
        AND coalesce(greater.low, greater.high) > coalesce(claim.high, claim.low)
        AND NOT greater.negated AND coalesce(greater.status NOT IN ('denied', 'hypothetical'), TRUE)
        AND (greater.period IS NULL OR upper(greater.period) - lower(greater.period) <= 7)
  ));
ANALYZE said
