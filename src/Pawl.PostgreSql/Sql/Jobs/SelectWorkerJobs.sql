-- Reads the running jobs of a worker, and locks their leases; those that are being ended are passed over.
-- Parameters: $1 worker, $2 limit
SELECT
    lease.job, lease.token, lease.worker, queue, job.type, attempt, crashes, interruptions, retention_s, failed_retention_s, run_at,
    lease.cancel_reason, failures
FROM pawl.lease JOIN pawl.job ON job.id = lease.job
WHERE lease.worker = $1
ORDER BY lease.job
LIMIT $2
FOR UPDATE OF lease SKIP LOCKED;
