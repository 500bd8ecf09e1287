-- Reads the leases of a worker.
-- Parameters: $1 worker
SELECT job, token FROM pawl.lease WHERE worker = $1 ORDER BY job;
