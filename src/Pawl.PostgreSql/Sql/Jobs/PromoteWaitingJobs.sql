-- Queues jobs that wait for a handler which a live worker has now, and tells how many of each kind.
-- Differs from sqlite: all jobs in one statement.
-- Parameters: $1 now, $2 limit
WITH handled AS MATERIALIZED (
    SELECT id, queue, type, state, priority, run_at, crashes
    FROM pawl.job
    WHERE waiting_reason IS NOT NULL
      AND type IN (
        SELECT worker_type.type FROM pawl.worker_type JOIN pawl.worker ON worker.id = worker_type.worker WHERE worker.lease_until > $1)
    ORDER BY type, id
    LIMIT $2
    FOR UPDATE OF job SKIP LOCKED
),
moved AS (
    UPDATE pawl.job SET state = 'Queued', waiting_reason = NULL WHERE id = ANY (ARRAY(SELECT id FROM handled))
),
queued AS (
    INSERT INTO pawl.ready (queue, priority, run_at, job, type, crashes)
    SELECT queue, priority, run_at, id, type, crashes FROM handled
)
SELECT queue, type, state, count(*), min(run_at) FROM handled GROUP BY queue, type, state;
