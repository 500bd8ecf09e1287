-- Locks a worker, so that it cannot claim until the transaction ends; one that is claiming is waited for.
-- Parameters: $1 id, $2 nonce
SELECT id FROM pawl.worker WHERE id = $1 AND nonce = $2 FOR UPDATE;
