-- Brings a finished job back to life with fresh budgets; the caller deletes the archived row.
-- Parameters: $1 id, $2 run_at
INSERT INTO pawl.job (
    id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token, started_at, retention_s,
    failed_retention_s, timeout_us, unique_key, idempotency_key, retry, tags, metadata, progress, payload, checkpoint, failures)
SELECT
    id, queue, type, 'Queued', priority, $2, enqueued_at, 0, 0, 0, token, started_at, retention_s,
    failed_retention_s, timeout_us, unique_key, idempotency_key, retry, tags, metadata, progress, payload, checkpoint, failures
FROM pawl.archive
WHERE id = $1;
