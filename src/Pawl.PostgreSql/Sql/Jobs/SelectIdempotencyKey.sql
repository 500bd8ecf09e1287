-- Finds the job that was requested under an idempotency key.
-- Parameters: $1 queue, $2 key
SELECT job, fingerprint FROM pawl.idempotency WHERE queue = $1 AND key = $2;
