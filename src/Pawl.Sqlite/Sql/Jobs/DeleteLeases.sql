-- Ends the leases of a run of jobs.
-- Parameters: $1 first job, $2 last job
DELETE FROM lease WHERE job BETWEEN $1 AND $2;
