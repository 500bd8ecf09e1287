-- Reads what an operator's change of a finished job needs.
-- Parameters: $1 id
SELECT queue, type, state, unique_key, idempotency_key, metadata FROM archive WHERE id = $1;
