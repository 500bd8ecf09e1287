-- Renews the workers that are live, and with them all their leases; returns those that are.
-- Parameters: $1 ids, $2 nonces, $3 now, $4 lease_until
UPDATE pawl.worker
SET lease_until = $4
FROM unnest($1, $2) AS given (id, nonce)
WHERE worker.id = given.id
  AND worker.nonce = given.nonce
  AND worker.lease_until > $3
RETURNING worker.id, worker.nonce;
