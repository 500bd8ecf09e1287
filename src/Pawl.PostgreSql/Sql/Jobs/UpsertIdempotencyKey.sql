-- Remembers the job that was requested under an idempotency key; a row past its window gives way. Changes nothing when the key is
-- taken, after waiting for whoever is about to take it.
-- Parameters: $1 queue, $2 key, $3 job, $4 fingerprint, $5 now, $6 expires_at
INSERT INTO pawl.idempotency AS idempotency (queue, key, job, fingerprint, expires_at)
VALUES ($1, $2, $3, $4, $6)
ON CONFLICT (queue, key) DO UPDATE
SET job = excluded.job, fingerprint = excluded.fingerprint, expires_at = excluded.expires_at
WHERE idempotency.expires_at <= $5;
