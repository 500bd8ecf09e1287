-- Takes a duty that is free or expired, or keeps an own one.
-- Parameters: $1 name, $2 generator, $3 nonce, $4 duration
INSERT INTO pawl.duty AS duty (name, generator, nonce, lease_until)
VALUES ($1, $2, $3, pawl.clock() + $4)
ON CONFLICT (name) DO UPDATE
SET generator = excluded.generator, nonce = excluded.nonce, lease_until = excluded.lease_until
WHERE duty.lease_until <= pawl.clock()
   OR (duty.generator = excluded.generator AND duty.nonce = excluded.nonce);
