-- Every pair of claims that speak of the same thing: how they stand to each other, why, and who decided it.
SELECT claim_a, claim_b, relation, score, reasons, decided_by
FROM link
ORDER BY relation, score DESC, claim_a, claim_b
