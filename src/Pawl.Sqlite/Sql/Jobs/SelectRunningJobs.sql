-- Reads what is needed to end attempts, with the lease under which each job runs.
-- Parameters: $1 ids as a JSON array
SELECT
    lease.job, lease.token, lease.worker, queue, job.type, attempt, crashes, interruptions, retention_s, failed_retention_s, run_at,
    lease.cancel_reason
FROM json_each($1) CROSS JOIN lease ON lease.job = value CROSS JOIN job ON job.id = lease.job;
