-- Forgets idempotency keys whose window is over, oldest first.
-- Parameters: $1 now, $2 limit
DELETE FROM pawl.idempotency
WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM pawl.idempotency WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED));
