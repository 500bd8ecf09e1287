-- Gives jobs to a worker, each with the next token, counts them as running, and reads them. Differs from sqlite: all jobs in one
-- statement; and a job may have been committed after this transaction asked for the time, so that it would seem to start before it was
-- due.
-- Parameters: $1 ids, $2 worker, $3 started_at
WITH taken AS MATERIALIZED (
    SELECT id, token + 1 AS token, run_at, type, crashes, attempt, timeout_us, retry, tags, metadata, payload, checkpoint, queue
    FROM pawl.job
    WHERE id = ANY ($1)
),
leased AS (
    INSERT INTO pawl.lease (job, token, worker, started_at)
    SELECT id, token, $2, greatest($3, run_at) FROM taken
),
counted AS (
    INSERT INTO pawl.counter_change (queue, type, state, change)
    SELECT queue, type, state, sign * jobs
    FROM
        (SELECT queue, type, count(*) AS jobs FROM taken GROUP BY queue, type) AS kinds,
        (VALUES ('Queued', -1), ('Running', 1)) AS change (state, sign)
)
SELECT id, token, run_at, type, crashes, attempt, timeout_us, retry, tags, metadata, payload, checkpoint FROM taken;
