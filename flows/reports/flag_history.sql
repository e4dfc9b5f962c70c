-- Every step of every flag from state to state, why, and the claim or the person behind it.
SELECT flag_event_id, event.flag_id, flag.check_name AS "check", before, after, event.cause, event.by_claim,
       decision.author, decision.reason, happened_at
FROM flag_event AS event
JOIN flag ON flag.flag_id = event.flag_id
LEFT JOIN decision ON decision_id = event.by_decision
ORDER BY flag_event_id
