-- Ends a lease.
-- Parameters: $1 job
DELETE FROM lease WHERE job = $1;
