-- Reads when a worker's lease ends, if it is known.
-- Parameters: $1 id, $2 nonce
SELECT lease_until FROM worker WHERE id = $1 AND nonce = $2;
