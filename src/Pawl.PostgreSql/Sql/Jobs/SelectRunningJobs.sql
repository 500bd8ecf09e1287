-- Reads what is needed to end attempts, with the lease under which each job runs, and locks the leases.
-- Parameters: $1 ids
SELECT
    lease.job, lease.token, lease.worker, queue, job.type, attempt, crashes, interruptions, retention_s, failed_retention_s, run_at,
    lease.cancel_reason, failures
FROM pawl.lease JOIN pawl.job ON job.id = lease.job
WHERE lease.job = ANY ($1)
ORDER BY lease.job
FOR UPDATE OF lease;
