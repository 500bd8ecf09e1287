-- Reads scheduled and retrying jobs that are due, earliest first, other than those passed over.
-- Parameters: $1 now, $2 limit, $3 passed_over
SELECT id, queue, type, state, run_at
FROM job INDEXED BY job_due
WHERE state IN ('Scheduled', 'Retrying')
  AND run_at <= $1
  AND id NOT IN (SELECT value FROM json_each($3))
ORDER BY run_at, id
LIMIT $2;
