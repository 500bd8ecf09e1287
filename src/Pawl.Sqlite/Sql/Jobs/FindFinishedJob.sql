-- Reads a finished job with its details, in the columns of FindLiveJob.
-- Parameters: $1 id
SELECT
    id, queue, type, state, priority, run_at, enqueued_at, started_at, attempt, crashes, interruptions, token, cancel_reason,
    progress, unique_key, idempotency_key, tags,
    NULL AS worker, NULL AS waiting_reason, finished_at,
    timeout_us, retry, metadata, payload, result, checkpoint, failures
FROM archive
WHERE id = $1;
