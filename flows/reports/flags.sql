-- Every flag, on accounts that contradict (two sides) or data that looks wrong (side a), and why.
SELECT flag_id,
       check_name AS "check",
       type,
       severity,
       coalesce(array_agg(claim_id ORDER BY claim_id) FILTER (WHERE side = 'a'), '{}') AS side_a,
       coalesce(array_agg(claim_id ORDER BY claim_id) FILTER (WHERE side = 'b'), '{}') AS side_b,
       explanation_en AS explanation,
       explanation_ar,
       resolution_en AS resolution,
       resolution_ar,
       state
FROM flag
LEFT JOIN flag_claim USING (flag_id)
GROUP BY flag_id
ORDER BY severity DESC, type, check_name, flag_id
