-- Renews workers, and with them all their leases; those that are late too, as long as nobody has ended them, and not those from
-- before a failover. Returns the renewed.
-- Parameters: $1 ids, $2 nonces, $3 lease_until
UPDATE pawl.worker
SET lease_until = $3
FROM unnest($1, $2) AS given (id, nonce)
WHERE worker.id = given.id
  AND worker.nonce = given.nonce
  AND worker.lease_until > 'epoch'
  AND worker.timeline = pawl.timeline()
RETURNING worker.id, worker.nonce;
