-- Reads when a worker's lease ends, if it is known, and locks it against being reaped meanwhile; heartbeats go on.
-- Parameters: $1 id, $2 nonce
SELECT lease_until FROM pawl.worker WHERE id = $1 AND nonce = $2 FOR KEY SHARE;
