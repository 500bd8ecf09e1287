-- Renews a node that is live.
-- Parameters: $1 generator, $2 nonce, $3 now, $4 lease_until
UPDATE pawl.node SET lease_until = $4 WHERE generator = $1 AND nonce = $2 AND lease_until > $3;
