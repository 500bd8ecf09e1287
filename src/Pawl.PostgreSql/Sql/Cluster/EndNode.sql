-- Ends a node's lease.
-- Parameters: $1 generator, $2 nonce, $3 now
UPDATE pawl.node SET lease_until = least(lease_until, $3) WHERE generator = $1 AND nonce = $2;
