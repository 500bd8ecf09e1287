-- Gives due jobs of a queue to a worker, each with the next token, in the order of claims: lowest priority number first, then earliest
-- due, then lowest id. A job that has crashed a worker starts at once or not at all; one on its last chance comes alone.
-- Differs from sqlite: one statement, so that a claim is one trip. SKIP LOCKED passes over what another claim is taking. The look begins
-- at a floor, past the dead rows that a long transaction elsewhere keeps from being removed. The worker is locked against being closed or
-- reaped meanwhile; heartbeats go on. A job may be committed after this transaction began, so that it would seem to start before it was
-- due.
-- Returns one row or more: all that was looked at, and whether it was taken; as a rule in order, but no sort sees to it. Each says whether
-- this came to the end of what the worker may claim and left jobs that no live worker handles, which are for ParkJobs.
-- Parameters: $1 queue, $2 types, $3 priority, $4 run_at, $5 job (the floor), $6 limit, $7 worker, $8 nonce, $9 free slots,
-- $10 crashes of a job on its last chance, $11 whether such a job would be alone
WITH holder AS MATERIALIZED (
    SELECT lease_until FROM pawl.worker WHERE id = $7 AND nonce = $8 AND closed_at IS NULL AND timeline = pawl.timeline() FOR KEY SHARE
),
page AS MATERIALIZED (
    SELECT ctid AS place, job, priority, run_at, crashes, type
    FROM pawl.ready
    WHERE queue = $1
      AND (priority, run_at, job) >= ($3, $4, $5)
      AND type = ANY ($2)
      AND NOT EXISTS (SELECT FROM pawl.queue WHERE name = $1 AND paused_at IS NOT NULL)
      AND EXISTS (SELECT FROM holder WHERE lease_until > pawl.clock())
    ORDER BY queue, priority, run_at, job
    LIMIT $6
    FOR UPDATE SKIP LOCKED
),
alone AS (
    SELECT job FROM (SELECT job, crashes FROM page ORDER BY priority, run_at, job LIMIT 1) AS earliest
    WHERE crashes >= $10 AND $9 > 0 AND $11
),
last_slot AS MATERIALIZED (
    SELECT priority, run_at, job FROM page WHERE crashes < $10 ORDER BY priority, run_at, job OFFSET greatest($9 - 1, 0) LIMIT 1
),
choice AS MATERIALIZED (
    SELECT
        page.*, token + 1 AS token, job.run_at AS due_at, attempt, timeout_us, retry, tags, metadata, payload, checkpoint,
        CASE
            WHEN EXISTS (SELECT FROM alone) THEN page.job = (SELECT alone.job FROM alone)
            WHEN page.crashes = 0 THEN true
            ELSE page.crashes < $10 AND $9 > 0 AND NOT EXISTS (
                SELECT FROM last_slot
                WHERE (page.priority, page.run_at, page.job) > (last_slot.priority, last_slot.run_at, last_slot.job))
        END AS is_taken
    FROM page JOIN pawl.job ON id = page.job
),
gone AS (
    DELETE FROM pawl.ready WHERE ctid = ANY (ARRAY(SELECT place FROM choice WHERE is_taken))
),
leased AS (
    INSERT INTO pawl.lease (job, token, worker, started_at)
    SELECT job, token, $7, greatest(pawl.clock(), due_at) FROM choice WHERE is_taken
),
counted AS (
    INSERT INTO pawl.counter_change (queue, type, state, change)
    SELECT $1, type, unnest(ARRAY['Queued', 'Running']), unnest(ARRAY[-count(*), count(*)]) FROM choice WHERE is_taken GROUP BY type
)
SELECT
    priority, run_at, job, is_taken, token, type, crashes, attempt, timeout_us, retry, tags, metadata, payload, checkpoint, has_orphans
FROM (
        SELECT
            count(*) < $6
            AND NOT EXISTS (SELECT FROM alone)
            AND EXISTS (SELECT FROM holder WHERE lease_until > pawl.clock())
            AND NOT EXISTS (SELECT FROM pawl.queue WHERE name = $1 AND paused_at IS NOT NULL)
            AND EXISTS (
                SELECT FROM pawl.ready
                WHERE queue = $1
                  AND NOT type = ANY ($2)
                  AND NOT EXISTS (
                    SELECT FROM pawl.worker_type JOIN pawl.worker ON worker.id = worker_type.worker
                    WHERE worker_type.type = ready.type
                      AND worker.lease_until > pawl.clock())) AS has_orphans
        FROM page
    ) AS told
    LEFT JOIN choice ON true;
