-- Every contradiction: the claims on either side, the most serious first, and why both cannot hold.
SELECT flag_id,
       type,
       severity,
       array_agg(claim_id ORDER BY claim_id) FILTER (WHERE side = 'a') AS side_a,
       array_agg(claim_id ORDER BY claim_id) FILTER (WHERE side = 'b') AS side_b,
       explanation_en AS explanation,
       explanation_ar,
       resolution_en AS resolution,
       resolution_ar,
       state
FROM flag
JOIN flag_claim USING (flag_id)
GROUP BY flag_id
HAVING bool_or(side = 'a') AND bool_or(side = 'b')
ORDER BY severity DESC, count(*) DESC, type, flag_id
