-- Reads when the next scheduled or retrying job is due.
-- Parameters: none
SELECT min(run_at) FROM job INDEXED BY job_due WHERE state IN ('Scheduled', 'Retrying');
