-- Reads what is needed to end an attempt, if the lease is the job's current one.
-- Parameters: $1 id, $2 token, $3 worker
SELECT queue, type, attempt, crashes, interruptions, retention_s, failed_retention_s, run_at, cancel_reason
FROM job
WHERE id = $1
  AND state = 'Running'
  AND token = $2
  AND worker = $3;
