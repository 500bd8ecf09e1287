-- Reads a schedule, and the time after the snapshot, so that nothing in it is later. Without the schedule there is the time alone.
-- Parameters: $1 name, $2 most_jobs
SELECT
    name, revision, decided_until, seen_until, due_at,
    ARRAY(
        SELECT schedule_job.job
        FROM pawl.schedule_job
        JOIN pawl.job ON job.id = schedule_job.job
        WHERE schedule_job.schedule = schedule.name
        ORDER BY schedule_job.job
        LIMIT $2),
    number, definition, is_paused, reason, author, valid_from, valid_until, difference,
    clock.now, NULL::timestamptz
FROM (SELECT pawl.clock() AS now) AS clock
LEFT JOIN pawl.schedule ON name = $1
LEFT JOIN pawl.schedule_version ON schedule_version.schedule = schedule.name AND schedule_version.number = schedule.version;
