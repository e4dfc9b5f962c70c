-- Every ruling, and what has become of it: standing, waiting, conflicting, orphaned, replaced, withdrawn.
SELECT decision.decision_id, ruling, decision.claim_a, decision.claim_b, decision.flag_id, author, reason, decided_at,
       CASE
           WHEN later.decision_id IS NOT NULL THEN 'replaced'
           WHEN ruling = 'withdrawn' THEN 'withdrawn'
           WHEN decision.flag_id IS NOT NULL THEN 'standing'
           -- Its claims are no longer read from any article; should they be again, it stands again.
           WHEN one.claim_id IS NULL OR other.claim_id IS NULL THEN 'orphaned'
           WHEN a.cluster_id IS NULL OR b.cluster_id IS NULL THEN 'waiting'
           -- Rulings that stand against it keep the two apart.
           WHEN ruling = 'same' AND a.cluster_id <> b.cluster_id THEN 'conflicting'
           WHEN ruling = 'different' AND a.cluster_id = b.cluster_id THEN 'waiting'
           ELSE 'standing'
       END AS state
FROM decision
LEFT JOIN LATERAL (
    SELECT after.decision_id FROM decision AS after
    WHERE after.decision_id > decision.decision_id
      AND ((after.claim_a, after.claim_b) = (decision.claim_a, decision.claim_b) OR after.flag_id = decision.flag_id)
    LIMIT 1
) AS later ON true
LEFT JOIN claim AS one ON one.claim_id = decision.claim_a
LEFT JOIN claim AS other ON other.claim_id = decision.claim_b
LEFT JOIN cluster_member AS a ON a.claim_id = decision.claim_a
LEFT JOIN cluster_member AS b ON b.claim_id = decision.claim_b
ORDER BY decision.decision_id
