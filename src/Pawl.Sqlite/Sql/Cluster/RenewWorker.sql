-- Renews a worker, and with it all its leases; one that is late too, as long as nobody has ended it.
-- Parameters: $1 id, $2 nonce, $3 lease_until
UPDATE worker SET lease_until = $3 WHERE id = $1 AND nonce = $2 AND lease_until > 0;
