-- Lets a worker claim no more; its leases go on.
-- Parameters: $1 id, $2 nonce, $3 now
UPDATE worker SET closed_at = coalesce(closed_at, $3) WHERE id = $1 AND nonce = $2;
