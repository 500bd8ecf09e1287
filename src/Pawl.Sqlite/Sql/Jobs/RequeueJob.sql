-- Ends the lease of a running job that lives on.
-- Parameters: $1 id, $2 state, $3 run_at, $4 attempt, $5 crashes, $6 interruptions, $7 failures (null keeps them)
UPDATE job
SET state         = $2,
    run_at        = $3,
    attempt       = $4,
    crashes       = $5,
    interruptions = $6,
    failures      = coalesce($7, failures),
    worker        = NULL
WHERE id = $1
  AND state = 'Running';
