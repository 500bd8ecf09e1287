-- Keeps what a running job's lease leaves behind, when the job lives on; the caller deletes the lease.
-- Parameters: $1 id, $2 state, $3 run_at, $4 attempt, $5 crashes, $6 interruptions, $7 failures (null keeps them)
UPDATE pawl.job
SET state         = $2,
    run_at        = $3,
    attempt       = $4,
    crashes       = $5,
    interruptions = $6,
    failures      = coalesce($7, failures),
    token         = lease.token,
    started_at    = lease.started_at
FROM pawl.lease
WHERE job.id = $1
  AND lease.job = $1;
