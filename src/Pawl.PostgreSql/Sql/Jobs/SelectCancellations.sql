-- Reads the cancellations asked of the running jobs of workers.
-- Parameters: $1 workers
SELECT job, token, cancel_reason, worker
FROM pawl.lease
WHERE worker = ANY ($1)
  AND cancel_reason IS NOT NULL;
