-- Stores new jobs, lets those that are due be claimed, and counts them, all in one statement. Returns those that were stored: an id
-- or a unique key that is taken is passed over.
-- Differs from sqlite, which stores one row a call: here a call is a trip over the network.
-- Parameters: $1 ids, $2 queues, $3 types, $4 priorities, $5 run_at (null counts from now), $6 delays, $7 retention_s,
-- $8 failed_retention_s, $9 timeout_us, $10 unique_keys, $11 idempotency_keys, $12 retry, $13 tags, $14 metadata, $15 payloads
WITH given AS MATERIALIZED (
    SELECT *, greatest(coalesce(run_at, clock.now + delay), clock.now) AS due_at
    FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) AS given (
        id, queue, type, priority, run_at, delay, retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, retry, tags,
        metadata, payload),
        (SELECT pawl.clock() AS now) AS clock
),
stored AS (
    INSERT INTO pawl.job (
        id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token,
        retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, retry, tags, metadata, payload)
    SELECT
        id, queue, type, CASE WHEN due_at <= now THEN 'Queued' ELSE 'Scheduled' END, priority, due_at, now, 0, 0, 0, 0,
        retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, retry, tags, metadata, payload
    FROM given
    ON CONFLICT DO NOTHING
    RETURNING id, queue, type, state, priority, run_at
),
queued AS (
    INSERT INTO pawl.ready (queue, priority, run_at, job, type, crashes)
    SELECT queue, priority, run_at, id, type, 0 FROM stored WHERE state = 'Queued'
),
counted AS (
    INSERT INTO pawl.counter_change (queue, type, state, change)
    SELECT queue, type, state, count(*) FROM stored GROUP BY queue, type, state
)
SELECT id, state = 'Queued' FROM stored;
