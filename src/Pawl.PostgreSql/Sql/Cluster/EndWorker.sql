-- Ends a worker's lease.
-- Parameters: $1 id, $2 nonce, $3 now
UPDATE pawl.worker SET lease_until = least(lease_until, $3) WHERE id = $1 AND nonce = $2;
