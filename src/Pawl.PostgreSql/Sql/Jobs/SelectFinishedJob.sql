-- Reads, and locks, what an operator's change of a finished job needs.
-- Parameters: $1 id
SELECT queue, type, state, unique_key, idempotency_key, metadata FROM pawl.archive WHERE id = $1 FOR UPDATE;
