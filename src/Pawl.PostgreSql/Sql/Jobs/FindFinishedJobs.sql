-- Reads finished jobs with their details, in the columns of FindLiveJob.
-- Parameters: $1 ids
SELECT
    id, queue, type, state, priority, run_at, enqueued_at, started_at, attempt, crashes, interruptions, token, cancel_reason,
    progress, unique_key, idempotency_key, tags,
    NULL::bigint AS worker, NULL::text AS waiting_reason, finished_at,
    timeout_us, retry, metadata, payload, result, checkpoint, failures
FROM pawl.archive
WHERE id = ANY ($1);
