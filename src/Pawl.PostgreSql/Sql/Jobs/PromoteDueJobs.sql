-- Queues scheduled and retrying jobs that are due, earliest first, other than those passed over, and tells how many of each kind.
-- Differs from sqlite: all jobs in one statement.
-- Parameters: $1 now, $2 limit, $3 passed_over
WITH due AS MATERIALIZED (
    SELECT id, queue, type, state, priority, run_at, crashes
    FROM pawl.job
    WHERE state IN ('Scheduled', 'Retrying')
      AND run_at <= $1
      AND id <> ALL ($3)
    ORDER BY run_at, id
    LIMIT $2
    FOR UPDATE SKIP LOCKED
),
moved AS (
    UPDATE pawl.job SET state = 'Queued' WHERE id = ANY (ARRAY(SELECT id FROM due))
),
queued AS (
    INSERT INTO pawl.ready (queue, priority, run_at, job, type, crashes)
    SELECT queue, priority, run_at, id, type, crashes FROM due
)
SELECT queue, type, state, count(*), min(run_at) FROM due GROUP BY queue, type, state;
