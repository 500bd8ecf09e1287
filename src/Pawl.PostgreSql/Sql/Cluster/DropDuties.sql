-- Frees the duties of a node.
-- Parameters: $1 generator, $2 nonce
DELETE FROM pawl.duty WHERE generator = $1 AND nonce = $2;
