-- Locks the lease of a job, if it runs, so that nobody ends it meanwhile.
-- Parameters: $1 id
SELECT token FROM pawl.lease WHERE job = $1 FOR UPDATE;
