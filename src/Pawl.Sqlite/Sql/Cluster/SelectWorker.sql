-- Reads when a worker's lease ends, and since when it is closed, if it is known.
-- Parameters: $1 id, $2 nonce
SELECT lease_until, closed_at FROM worker WHERE id = $1 AND nonce = $2;
