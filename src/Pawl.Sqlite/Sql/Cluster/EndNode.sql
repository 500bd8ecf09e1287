-- Ends a node's lease.
-- Parameters: $1 generator, $2 nonce, $3 now
UPDATE node SET lease_until = min(lease_until, $3) WHERE generator = $1 AND nonce = $2;
