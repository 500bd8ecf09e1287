-- Sets queued jobs aside whose type no live worker handles; a claim has seen that there are some.
-- Differs from sqlite: all in one statement, counters included.
-- Parameters: $1 queue, $2 types of the worker that asks, $3 limit
WITH orphan AS MATERIALIZED (
    SELECT ctid, job, type
    FROM pawl.ready
    WHERE queue = $1
      AND NOT type = ANY ($2)
      AND NOT EXISTS (
        SELECT FROM pawl.worker_type JOIN pawl.worker ON worker.id = worker_type.worker
        WHERE worker_type.type = ready.type
          AND worker.lease_until > pawl.clock())
      AND NOT EXISTS (SELECT FROM pawl.queue WHERE name = $1 AND paused_at IS NOT NULL)
    ORDER BY queue, priority, run_at, ready.job
    LIMIT $3
    FOR UPDATE OF ready SKIP LOCKED
),
gone AS (
    DELETE FROM pawl.ready WHERE ctid = ANY (ARRAY(SELECT ctid FROM orphan))
),
parked AS (
    UPDATE pawl.job SET state = 'Waiting', waiting_reason = 'NoHandler' WHERE id = ANY (ARRAY(SELECT orphan.job FROM orphan))
)
INSERT INTO pawl.counter_change (queue, type, state, change)
SELECT $1, type, unnest(ARRAY['Queued', 'Waiting']), unnest(ARRAY[-count(*), count(*)]) FROM orphan GROUP BY type;
