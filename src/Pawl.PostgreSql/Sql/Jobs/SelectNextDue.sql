-- Reads which scheduled or retrying job is due next, and when, other than those passed over.
-- Parameters: $1 passed_over
SELECT run_at, id FROM pawl.job WHERE state IN ('Scheduled', 'Retrying') AND id <> ALL ($1) ORDER BY run_at, id LIMIT 1;
