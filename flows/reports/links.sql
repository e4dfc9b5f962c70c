-- Every two claims that speak of the same thing: how they relate, why, and who decided it.
SELECT claim_a, claim_b, relation, score, reasons, decided_by
FROM link
ORDER BY relation, score DESC, claim_a, claim_b
