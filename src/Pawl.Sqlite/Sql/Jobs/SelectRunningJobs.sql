-- Reads what is needed to end attempts of a run of jobs, with the lease under which each job runs.
-- Parameters: $1 first id, $2 last id
SELECT
    lease.job, lease.token, lease.worker, queue, job.type, attempt, crashes, interruptions, retention_s, failed_retention_s, run_at,
    lease.cancel_reason
FROM lease CROSS JOIN job ON job.id = lease.job
WHERE lease.job BETWEEN $1 AND $2;
