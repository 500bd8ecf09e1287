-- Ends a worker's lease for good: it can renew no more.
-- Parameters: $1 id
UPDATE worker SET lease_until = 0 WHERE id = $1;
