-- Ends attempts that have succeeded: leases go, jobs go to the archive (or away, if they are not to be kept), counters change, all in
-- one statement, which is a transaction of its own. Returns whose lease was live.
-- Differs from sqlite, where the caller puts the same together from smaller statements.
-- Parameters: $1 ids, $2 tokens, $3 workers, $4 nonces, $5 results
WITH ended AS (
    DELETE FROM pawl.lease
    USING unnest($1, $2, $3, $4, $5) AS given (job, token, worker, nonce, result), pawl.worker
    WHERE lease.job = given.job
      AND lease.token = given.token
      AND lease.worker = given.worker
      AND worker.id = given.worker
      AND worker.nonce = given.nonce
    RETURNING lease.job, lease.token, lease.started_at, lease.cancel_reason, given.result
),
finished AS (
    DELETE FROM pawl.job
    USING ended
    WHERE job.id = ended.job
    RETURNING
        job.id, job.queue, job.type, job.priority, job.run_at, job.enqueued_at, job.attempt, job.crashes, job.interruptions, ended.token,
        ended.started_at, job.retention_s, job.failed_retention_s, job.timeout_us, job.unique_key, job.idempotency_key,
        ended.cancel_reason, job.retry, job.tags, job.metadata, job.progress, job.payload, ended.result, job.checkpoint, job.failures
),
archived AS (
    INSERT INTO pawl.archive (
        id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token, started_at, finished_at,
        prune_at, last_day, retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, cancel_reason, retry, tags,
        metadata, progress, payload, result, checkpoint, failures)
    SELECT
        id, queue, type, 'Succeeded', priority, run_at, enqueued_at, attempt + 1, crashes, interruptions, token, started_at, clock.now,
        clock.now + make_interval(secs => retention_s), pawl.last_day(clock.now + make_interval(secs => retention_s)), retention_s,
        failed_retention_s, timeout_us, unique_key, idempotency_key, cancel_reason, retry, tags,
        metadata, progress, payload, result, checkpoint, failures
    FROM finished, (SELECT pawl.clock() AS now) AS clock
    WHERE retention_s > 0
),
counted AS (
    INSERT INTO pawl.counter_change (queue, type, state, change)
    SELECT queue, type, unnest(ARRAY['Running', 'Succeeded']), unnest(ARRAY[-count(*), count(*) FILTER (WHERE retention_s > 0)])
    FROM finished GROUP BY queue, type
)
SELECT id FROM finished;
