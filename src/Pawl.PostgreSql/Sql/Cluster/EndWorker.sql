-- Ends a worker's lease for good: it can renew no more.
-- Parameters: $1 id
UPDATE pawl.worker SET lease_until = 'epoch' WHERE id = $1;
