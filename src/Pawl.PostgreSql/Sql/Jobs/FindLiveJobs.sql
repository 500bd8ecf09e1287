-- Reads live jobs with their details.
-- Parameters: $1 ids
SELECT
    id, queue, type, state, priority, run_at, enqueued_at, started_at, attempt, crashes, interruptions, token, cancel_reason,
    progress, unique_key, idempotency_key, tags,
    worker, waiting_reason, NULL::timestamptz AS finished_at,
    timeout_us, retry, metadata, payload, NULL::bytea AS result, checkpoint, failures
FROM pawl.live_job
WHERE id = ANY ($1);
