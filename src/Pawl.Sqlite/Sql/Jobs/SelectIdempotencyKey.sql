-- Finds the job that was requested under an idempotency key, while its window lasts.
-- Parameters: $1 queue, $2 key, $3 now
SELECT job, fingerprint FROM idempotency WHERE queue = $1 AND key = $2 AND expires_at > $3;
