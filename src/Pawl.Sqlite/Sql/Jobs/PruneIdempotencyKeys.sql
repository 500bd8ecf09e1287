-- Forgets idempotency keys whose window is over, oldest first.
-- Parameters: $1 now, $2 limit
DELETE FROM idempotency
WHERE (queue, key) IN (SELECT queue, key FROM idempotency WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2);
