-- Reads a live job with its details.
-- Parameters: $1 id
SELECT
    id, queue, type, state, priority, run_at, enqueued_at, started_at, attempt, crashes, interruptions, token, cancel_reason,
    progress, unique_key, idempotency_key, tags,
    worker, waiting_reason, NULL AS finished_at,
    timeout_us, retry, metadata, payload, NULL AS result, checkpoint, failures
FROM live_job
WHERE id = $1;
