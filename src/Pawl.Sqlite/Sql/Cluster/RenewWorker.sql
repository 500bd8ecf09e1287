-- Renews a worker that is live, and with it all its leases.
-- Parameters: $1 id, $2 nonce, $3 now, $4 lease_until
UPDATE worker SET lease_until = $4 WHERE id = $1 AND nonce = $2 AND lease_until > $3;
