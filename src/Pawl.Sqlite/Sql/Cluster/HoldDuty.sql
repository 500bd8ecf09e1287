-- Takes a duty that is free or expired, or keeps an own one.
-- Parameters: $1 name, $2 generator, $3 nonce, $4 now, $5 lease_until
INSERT INTO duty (name, generator, nonce, lease_until)
VALUES ($1, $2, $3, $5)
ON CONFLICT (name) DO UPDATE
SET generator = excluded.generator, nonce = excluded.nonce, lease_until = excluded.lease_until
WHERE lease_until <= $4
   OR (generator = excluded.generator AND nonce = excluded.nonce);
