-- Reads schedules that are due, earliest first, with the time, and when the first that is not is due. Without one that is due there
-- is one row with the times alone. All of it is one statement: what becomes due meanwhile must be in it or be told of.
-- Differs from sqlite, where these are several statements in one snapshot: here each is a trip over the network.
-- Parameters: $1 limit, $2 most_jobs
WITH clock AS MATERIALIZED (
    SELECT pawl.clock() AS now
)
SELECT
    name, revision, decided_until, seen_until, due_at,
    ARRAY(
        SELECT schedule_job.job
        FROM pawl.schedule_job
        JOIN pawl.job ON job.id = schedule_job.job
        WHERE schedule_job.schedule = due.name
        ORDER BY schedule_job.job
        LIMIT $2),
    number, definition, is_paused, reason, author, valid_from, valid_until, difference,
    clock.now, (SELECT min(due_at) FROM pawl.schedule WHERE due_at > (SELECT now FROM clock))
FROM clock
LEFT JOIN (
    SELECT name, revision, version, decided_until, seen_until, due_at
    FROM pawl.schedule
    WHERE due_at <= (SELECT now FROM clock)
    ORDER BY due_at, name
    LIMIT $1
) AS due ON true
LEFT JOIN pawl.schedule_version ON schedule_version.schedule = due.name AND schedule_version.number = due.version
ORDER BY due_at, name;
