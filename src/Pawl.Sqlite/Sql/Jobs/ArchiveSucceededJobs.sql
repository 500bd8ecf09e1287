-- Copies a run of running jobs that have succeeded without a result to the archive; the caller deletes the originals.
-- OR FAIL: one that cannot be copied ends the transaction anyway, so SQLite need not be able to undo the statement.
-- All columns are named, in the order of the table: SQLite then needs no copy of what it has read.
-- Parameters: $1 first id, $2 last id, $3 finished_at
INSERT OR FAIL INTO archive (
    id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token, started_at, finished_at,
    prune_at, retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, cancel_reason, retry, tags, metadata,
    progress, payload, result, checkpoint, failures)
SELECT
    job.id, queue, job.type, 'Succeeded', priority, run_at, enqueued_at, attempt + 1, crashes, interruptions, lease.token,
    lease.started_at, $3, $3 + retention_s * 1000000, retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key,
    cancel_reason, retry, tags, metadata, progress, payload, NULL, checkpoint, failures
FROM lease CROSS JOIN job ON job.id = lease.job
WHERE lease.job BETWEEN $1 AND $2;
