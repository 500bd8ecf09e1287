-- Reads when the lease of a worker that may claim ends, and locks the worker against being closed or reaped meanwhile; heartbeats go on.
-- Parameters: $1 id, $2 nonce
SELECT lease_until FROM pawl.worker WHERE id = $1 AND nonce = $2 AND closed_at IS NULL FOR KEY SHARE;
