-- Reads jobs that wait for a handler which a live worker has now.
-- Parameters: $1 now, $2 limit
SELECT id, queue, type, run_at
FROM job INDEXED BY job_waiting
WHERE waiting_reason IS NOT NULL
  AND type IN (SELECT worker_type.type FROM worker_type JOIN worker ON worker.id = worker_type.worker WHERE worker.lease_until > $1)
ORDER BY type, id
LIMIT $2;
