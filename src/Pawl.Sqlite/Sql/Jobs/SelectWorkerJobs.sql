-- Reads the running jobs of a worker.
-- Parameters: $1 worker, $2 limit
SELECT id, queue, type, attempt, crashes, interruptions, run_at, retention_s, failed_retention_s, cancel_reason
FROM lease CROSS JOIN job ON job.id = lease.job
WHERE lease.worker = $1
ORDER BY lease.job
LIMIT $2;
