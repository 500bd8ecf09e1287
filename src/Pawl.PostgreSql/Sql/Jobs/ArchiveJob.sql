-- Copies a live job that has finished to the archive; the caller deletes the original.
-- Parameters: $1 id, $2 state, $3 attempt, $4 crashes, $5 interruptions, $6 finished_at, $7 prune_at, $8 cancel_reason,
-- $9 result, $10 failures (null keeps those of the job)
INSERT INTO pawl.archive (
    id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token, started_at, finished_at,
    prune_at, last_day, retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, cancel_reason, retry, tags, metadata,
    progress, payload, result, checkpoint, failures)
SELECT
    id, queue, type, $2, priority, run_at, enqueued_at, $3, $4, $5, token, started_at, $6,
    $7, pawl.last_day($7), retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, $8, retry, tags, metadata,
    progress, payload, $9, checkpoint, coalesce($10, failures)
FROM pawl.live_job
WHERE id = $1;
