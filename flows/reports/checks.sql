-- Every round of checks, newest first: what each check saw and measured, what broke it, how long it took.
SELECT checked_at,
       check_name AS "check",
       severity,
       success,
       offenders,
       observed,
       seconds,
       expectation
FROM check_run
ORDER BY checked_at DESC, check_run_id
