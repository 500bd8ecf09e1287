-- Reads the cancellations asked of a worker's running jobs.
-- Parameters: $1 worker
SELECT job, token, cancel_reason
FROM lease
WHERE worker = $1
  AND cancel_reason IS NOT NULL
ORDER BY job;
