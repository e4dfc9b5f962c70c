-- The frame of a check on accounts. It takes the pairs of clusters that the linker found at odds, lays what they say side
-- by side as `a` and `b`, keeps the pairs that break the check's rule, and gives one row a dispute.
-- A rule reads a and b (columns of `reading`), figures_meet (null without figures), at_one_time, days_apart (from the one
-- day told to the other; null unless both name one), days_between (from telling to telling; null unless both are dated).
-- Filled in: rule (a text, null where nothing is broken), large, speakers; approx and rounding by the linker's weights, so
-- that both take the same figures for one.
WITH candidate AS (
    SELECT DISTINCT least(one.cluster_id, other.cluster_id) AS cluster_a,
                    greatest(one.cluster_id, other.cluster_id) AS cluster_b
    FROM link
    JOIN cluster_member AS one ON one.claim_id = link.claim_a
    JOIN cluster_member AS other ON other.claim_id = link.claim_b
    WHERE link.relation = 'contradicts' AND one.cluster_id <> other.cluster_id
),
said AS MATERIALIZED (
    SELECT cluster_id, claim_id, article_id, outlet_id, published, coalesce(group_id, article_id)::text AS source,
           kind, quote, speaker, speaker IS DISTINCT FROM speaker_role AS is_named,
           quantity, comparator, unit, currency, measure, {one_act} AS act, status, negated,
           -- The institution that the speaker, or a spokesman, speaks for on an act of its own.
           CASE WHEN split_part(subject, '.', 1) IN {institutions} AND concat_ws(' ', speaker, speaker_role)
                     ~* concat_ws('|', head.label_en, head.label_ar, 'spokes', 'متحدث', 'ناطق')
                THEN subject END AS authority,
           period, period_start, period_end,
           coalesce(low = high, FALSE) AS is_point,
           coalesce(high, low)::numeric AS figure,
           -- A sole end stands for its day: "by June" and "by May" are two deadlines, though both allow April.
           daterange(coalesce(period_start, period_end), coalesce(period_end, period_start), '[]') AS days,
           (period_start IS NULL, period_end IS NULL) AS open_ends, period_start = period_end AS is_day,
           -- Whether it says exactly how many, and of whom or where, and when.
           coalesce(place, object, substring(subject FROM '\.')) IS NOT NULL AND period IS NOT NULL
               AND coalesce(comparator NOT IN ('approx', 'vague'), TRUE) AS is_specific
    FROM (SELECT cluster_a AS cluster_id FROM candidate UNION SELECT cluster_b FROM candidate) AS disputed
    JOIN cluster_member USING (cluster_id)
    JOIN claim USING (claim_id)
    JOIN article USING (article_id)
    LEFT JOIN article_copy USING (article_id)
    LEFT JOIN (SELECT concept_id, label_en, label_ar FROM concept WHERE kind = 'head') AS head
      ON head.concept_id = split_part(subject, '.', 1)
    WHERE status IS DISTINCT FROM 'hypothetical'
),
-- A speaker as the set of a name's consonants, in an alphabet that both scripts share, like models.linking.names does;
-- null for the outlet's own voice and for those who are not named, since two sources need not be one.
letters AS (
    SELECT DISTINCT speaker,
           regexp_replace(translate(lower(speaker), 'أإآٱىؤئةًٌٍَُِّْـ', 'اااايويه'), '[^[:alpha:]]+', ' ', 'g') AS letters
    FROM said
    WHERE speaker !~* '\m(source|sources|official|officials|witness|witnesses|resident|residents|analyst|analysts)\M'
      AND speaker !~ '(^|\s)(ال)?(مصدر|مصادر|مسؤول|مسؤولون|مسؤولين|شاهد|شهود|سكان|مراقب|مراقبون|محلل|محللون)(\s|$)'
),
unarticled AS (
    SELECT speaker,
           regexp_replace(
               regexp_replace(
                   -- The article as it sounds before its noun: ash-Shami.
                   regexp_replace(letters, '\m[ae](sh|ch|th|dh|[dnrstzl]) \1', '\1', 'g'),
                   '\m(al|el|ul|the|of|for|and|in|a|an|on|to|ال|في|من|و)\M', '', 'g'
               ), '\m([وبل]?ال|لل)(?=\w\w)(?!له\M)', '', 'g'
           ) AS letters
    FROM letters
),
consonants AS (
    SELECT speaker,
           regexp_replace(
               translate(
                   regexp_replace(
                       replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
                           letters, 'dj', 'j'), 'x', 'ks'), 'kh', 'k'), 'sh', 'x'), 'ch', 'x'), 'th', 't'), 'dh', 'd'), 'gh', 'g'),
                           'ph', 'f'), 'ck', 'k'),
                       '(\w\w)[hه]\M', '\1', 'g'
                   ),
                   'çšşžğñqcpvبپتثجچحخدذرزسشصضطظغفڤقكگلمنه', 'ksszgnkkbfbbttjjhkddrzsxsdtdgffkkklmnh'
               ),
               '[^bdfghjklmnrstxz ]+', '', 'g'
           ) AS letters
    FROM unarticled
),
named AS (
    SELECT speaker, array_remove(string_to_array(regexp_replace(letters, '(.)\1+', '\1', 'g'), ' '), '') AS name
    FROM consonants
),
voice AS MATERIALIZED (
    -- Known by the office alone, two speakers need not be one.
    SELECT said.*, CASE WHEN is_named THEN nullif(name, ARRAY[]::text[]) END AS name,
           -- How precisely a single figure is told: 2,437 with four digits, 2,500 with two.
           length(trim(BOTH '0' FROM replace(abs(figure)::text, '.', ''))) AS digits,
           -- The figures that it may stand for: `about` misses by a share, a round figure by half its last place.
           CASE comparator WHEN 'approx' THEN abs(figure) * {approx} ELSE 0 END::numeric AS slack,
           CASE WHEN is_point AND figure = trunc(figure) AND abs(figure) >= 100
                THEN least(
                    power(10::numeric, length(figure::bigint::text) - length(rtrim(figure::bigint::text, '0'))) / 2,
                    abs(figure) * {rounding}
                ) ELSE 0 END::numeric AS rounding
    FROM said
    LEFT JOIN named USING (speaker)
),
-- One person, or institution, on both sides of a dispute: a name on one side is a name on the other, or a part of it, or
-- both speak for one institution; and no one else is named. Across scripts a name that does not match may be a translation.
speaker AS (
    SELECT DISTINCT cluster_id, name, speaker ~ '[a-z]' AS is_latin, authority FROM voice WHERE name IS NOT NULL
),
speaking AS (
    SELECT cluster_a, cluster_b,
           coalesce(bool_or(alike) AND NOT bool_or(NOT alike AND a.is_latin = b.is_latin), FALSE) AS one_speaker
    FROM candidate
    LEFT JOIN speaker AS a ON a.cluster_id = cluster_a
    LEFT JOIN speaker AS b ON b.cluster_id = cluster_b
    CROSS JOIN LATERAL (
        SELECT a.name @> b.name AND (cardinality(b.name) > 1 OR a.name <@ b.name)
            OR a.name <@ b.name AND cardinality(a.name) > 1
            OR coalesce(a.authority = b.authority, FALSE)
    ) AS names (alike)
    GROUP BY cluster_a, cluster_b
),
-- A text that gives both in one voice knows them as two things: a whole and its part, a first step and a second.
told_apart AS (
    SELECT DISTINCT cluster_a, cluster_b
    FROM candidate
    JOIN voice AS a ON a.cluster_id = cluster_a
    JOIN voice AS b ON b.cluster_id = cluster_b AND b.source = a.source AND b.speaker IS NOT DISTINCT FROM a.speaker
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
-- What a side says, once for all the claims that say it: a claim repeated by thousands is weighed once.
reading AS MATERIALIZED (
    SELECT cluster_a, cluster_b, is_a, row_number() OVER () AS reading,
           kind, status, negated, act, measure, unit, currency, comparator, quantity, figure, is_point, digits, slack, rounding,
           period, days, open_ends, is_day,
           min(published) AS first_day, max(published) AS last_day, array_agg(DISTINCT outlet_id) AS outlets,
           count(*) AS told, array_agg(claim_id) AS claims, array_agg(source) AS sources, bool_or(is_specific) AS is_specific
    FROM speaking
    CROSS JOIN LATERAL (VALUES (cluster_a, cluster_b, TRUE), (cluster_b, cluster_a, FALSE)) AS side (cluster_id, other_id, is_a)
    JOIN voice USING (cluster_id)
    LEFT JOIN moved USING (cluster_id, other_id)
    WHERE {speakers} AND coalesce(published < since, TRUE)
      AND NOT EXISTS (
          SELECT FROM told_apart
          WHERE (told_apart.cluster_a, told_apart.cluster_b) = (speaking.cluster_a, speaking.cluster_b)
      )
    GROUP BY cluster_a, cluster_b, is_a,
             kind, status, negated, act, measure, unit, currency, comparator, quantity, figure, is_point, digits, slack, rounding,
             period, days, open_ends, is_day
),
compared AS (
    SELECT cluster_a, cluster_b, a.reading AS a, b.reading AS b, a.told, {rule} AS rule, {large} AS large,
           -- A figure to be reached is not at odds with one that is, unless the same is said of now as well.
           a.kind = 'policy' OR coalesce('denied' IN (a.status, b.status)
               OR (a.status IN ('ongoing', 'completed')) = (b.status IN ('ongoing', 'completed')), TRUE) AS one_phase
    FROM reading AS a
    JOIN reading AS b USING (cluster_a, cluster_b)
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
    WHERE a.is_a AND NOT b.is_a AND a.kind = b.kind
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
           min(source) = max(source) AS is_one_source,
           bool_or(is_specific AND is_a) AND bool_or(is_specific AND NOT is_a) AS is_specific
    FROM dispute
    JOIN reading USING (cluster_a, cluster_b)
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
