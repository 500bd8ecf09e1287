-- Reads, and locks, the workers that have not renewed in time: they can neither renew nor claim until the transaction ends.
-- Parameters: $1 now
SELECT id FROM pawl.worker WHERE lease_until <= $1 ORDER BY id FOR UPDATE SKIP LOCKED;
