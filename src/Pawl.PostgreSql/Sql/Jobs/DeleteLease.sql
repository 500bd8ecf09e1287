-- Ends the lease of a job.
-- Parameters: $1 job
DELETE FROM pawl.lease WHERE job = $1;
