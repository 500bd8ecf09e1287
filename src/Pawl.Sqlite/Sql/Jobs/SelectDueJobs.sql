-- Reads scheduled and retrying jobs that are due, earliest first.
-- Parameters: $1 now, $2 limit
SELECT id, queue, type, state, run_at
FROM job INDEXED BY job_due
WHERE state IN ('Scheduled', 'Retrying')
  AND run_at <= $1
ORDER BY run_at, id
LIMIT $2;
