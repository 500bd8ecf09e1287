-- Locks schedules in the order of their names, and reads what a write is judged by. A new one has the last version of its name.
-- Parameters: $1 names
SELECT
    name, revision,
    CASE revision
        WHEN 0 THEN coalesce((SELECT max(number) FROM pawl.schedule_version WHERE schedule_version.schedule = schedule.name), 0)
        ELSE version
    END,
    decided_until
FROM pawl.schedule
WHERE name = ANY ($1)
ORDER BY name
FOR UPDATE;
