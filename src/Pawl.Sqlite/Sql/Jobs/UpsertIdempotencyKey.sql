-- Remembers the job that was requested under an idempotency key; a row past its window gives way.
-- Parameters: $1 queue, $2 key, $3 job, $4 fingerprint, $5 expires_at
INSERT INTO idempotency (queue, key, job, fingerprint, expires_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (queue, key) DO UPDATE
SET job = excluded.job, fingerprint = excluded.fingerprint, expires_at = excluded.expires_at;
