-- Reads the nonces of workers. Differs from sqlite: many at once.
-- Parameters: $1 ids
SELECT id, nonce FROM pawl.worker WHERE id = ANY ($1);
