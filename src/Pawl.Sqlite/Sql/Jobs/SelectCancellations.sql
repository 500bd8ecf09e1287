-- Reads the cancellations asked of a worker's running jobs.
-- Parameters: $1 worker
SELECT id, token, cancel_reason
FROM job INDEXED BY job_running
WHERE worker = $1
  AND state = 'Running'
  AND cancel_reason IS NOT NULL
ORDER BY id;
