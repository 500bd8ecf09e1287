-- Reads which scheduled or retrying job is due next, and when, other than those passed over.
-- Parameters: $1 passed_over
SELECT run_at, id
FROM job INDEXED BY job_due
WHERE state IN ('Scheduled', 'Retrying')
  AND id NOT IN (SELECT value FROM json_each($1))
ORDER BY run_at, id
LIMIT 1;
