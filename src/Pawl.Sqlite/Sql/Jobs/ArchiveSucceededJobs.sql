-- Copies running jobs that have succeeded without a result to the archive, all in one statement; the caller deletes the
-- originals. OR FAIL: one that cannot be copied ends the transaction anyway, so SQLite need not be able to undo the statement.
-- Parameters: $1 ids as a JSON array, $2 finished_at
INSERT OR FAIL INTO archive (
    id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token, started_at, finished_at,
    prune_at, retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, cancel_reason, retry, tags, metadata,
    progress, payload, checkpoint, failures)
SELECT
    job.id, queue, job.type, 'Succeeded', priority, run_at, enqueued_at, attempt + 1, crashes, interruptions, lease.token,
    lease.started_at, $2, $2 + retention_s * 1000000, retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key,
    cancel_reason, retry, tags, metadata, progress, payload, checkpoint, failures
FROM json_each($1) CROSS JOIN lease ON lease.job = value CROSS JOIN job ON job.id = lease.job;
