-- Reads schedules with the versions in force, by name.
-- Parameters: $1 after, $2 limit
SELECT
    number, is_paused, valid_from, valid_until, author, reason, difference, definition,
    name, revision, decided_until, seen_until, due_at
FROM schedule CROSS JOIN schedule_version ON schedule_version.schedule = name AND number = version
WHERE name > $1
ORDER BY name
LIMIT $2;
