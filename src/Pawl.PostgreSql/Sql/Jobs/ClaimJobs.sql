-- Gives due jobs of a queue to a worker, each with the next token, in the order of claims: lowest priority number first, then earliest
-- due, then lowest id. A job that has crashed a worker starts at once or not at all; one on its last chance comes alone.
-- Differs from sqlite: one statement, so that a claim is one trip. SKIP LOCKED passes over what another claim is taking. The look begins
-- at a floor, past the dead rows that a long transaction elsewhere keeps from being removed. The worker is locked against being closed or
-- reaped meanwhile; heartbeats go on. A job may be committed after this transaction began, so that it would seem to start before it was
-- due. Tells ParkJobs, in the same transaction, whether this has come to the end of what the worker may claim.
-- Returns one row or more: all that was looked at, in order. What was passed over has no token.
-- Parameters: $1 queue, $2 types, $3 priority, $4 run_at, $5 job (the floor), $6 limit, $7 worker, $8 nonce, $9 free slots,
-- $10 crashes of a job on its last chance, $11 whether such a job would be alone
WITH holder AS MATERIALIZED (
    SELECT lease_until FROM pawl.worker WHERE id = $7 AND nonce = $8 AND closed_at IS NULL FOR KEY SHARE
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
line AS (
    SELECT
        page.*,
        row_number() OVER line AS place_in_line,
        first_value(crashes >= $10) OVER line AND $9 > 0 AND $11 AS begins_with_last_chance,
        count(*) FILTER (WHERE crashes < $10) OVER line AS place_without_last_chances
    FROM page
    WINDOW line AS (ORDER BY priority, run_at, job)
),
choice AS MATERIALIZED (
    SELECT
        place, job, priority, run_at, type, begins_with_last_chance,
        CASE
            WHEN begins_with_last_chance THEN place_in_line = 1
            ELSE crashes < $10 AND (crashes = 0 OR place_without_last_chances <= $9)
        END AS is_taken
    FROM line
),
gone AS (
    DELETE FROM pawl.ready WHERE ctid = ANY (ARRAY(SELECT place FROM choice WHERE is_taken))
),
leased AS (
    INSERT INTO pawl.lease (job, token, worker, started_at)
    SELECT id, token + 1, $7, greatest(pawl.clock(), job.run_at) FROM choice JOIN pawl.job ON id = choice.job WHERE is_taken
),
counted AS (
    INSERT INTO pawl.counter_change (queue, type, state, change)
    SELECT $1, type, unnest(ARRAY['Queued', 'Running']), unnest(ARRAY[-count(*), count(*)]) FROM choice WHERE is_taken GROUP BY type
)
SELECT
    choice.priority, choice.run_at, choice.job, job.token + 1, job.type, job.crashes, job.attempt, job.timeout_us, job.retry, job.tags,
    job.metadata, job.payload, job.checkpoint
FROM (
        SELECT set_config('pawl.claim_came_to_the_end', (
            count(*) < $6
            AND NOT coalesce(bool_or(begins_with_last_chance), false)
            AND EXISTS (SELECT FROM holder WHERE lease_until > pawl.clock()))::text, true)
        FROM choice
    ) AS told
    LEFT JOIN choice ON true
    LEFT JOIN pawl.job ON id = choice.job AND is_taken
ORDER BY choice.priority, choice.run_at, choice.job;
