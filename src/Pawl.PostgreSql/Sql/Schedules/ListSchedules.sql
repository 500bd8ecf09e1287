-- Reads schedules behind a name, in the order of their names.
-- Parameters: $1 after, $2 limit, $3 most_jobs
SELECT
    name, revision, decided_until, seen_until, due_at,
    ARRAY(
        SELECT schedule_job.job
        FROM pawl.schedule_job
        JOIN pawl.job ON job.id = schedule_job.job
        WHERE schedule_job.schedule = schedule.name
        ORDER BY schedule_job.job
        LIMIT $3),
    number, definition, is_paused, reason, author, valid_from, valid_until, difference
FROM pawl.schedule
JOIN pawl.schedule_version ON schedule_version.schedule = schedule.name AND schedule_version.number = schedule.version
WHERE name > $1
ORDER BY name
LIMIT $2;
