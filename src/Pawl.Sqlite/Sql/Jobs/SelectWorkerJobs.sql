-- Reads the running jobs of a worker.
-- Parameters: $1 worker, $2 limit
SELECT id, queue, type, attempt, crashes, interruptions, run_at, retention_s, failed_retention_s, cancel_reason
FROM job INDEXED BY job_running
WHERE worker = $1
  AND state = 'Running'
ORDER BY id
LIMIT $2;
