-- Reads when the next scheduled or retrying job is due.
-- Parameters: none
SELECT run_at FROM pawl.job WHERE state IN ('Scheduled', 'Retrying') ORDER BY run_at, id LIMIT 1;
