-- Reads, and locks, what an operator's change of a live job needs.
-- Parameters: $1 id
SELECT queue, type, state, attempt, crashes, interruptions, retention_s, run_at, idempotency_key, priority
FROM pawl.job
WHERE id = $1
FOR UPDATE;
