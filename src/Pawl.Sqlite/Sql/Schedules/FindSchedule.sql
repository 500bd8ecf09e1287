-- Reads a schedule with the version in force.
-- Parameters: $1 name
SELECT
    number, is_paused, valid_from, valid_until, author, reason, difference, definition,
    name, revision, decided_until, seen_until, due_at
FROM schedule CROSS JOIN schedule_version ON schedule_version.schedule = name AND number = version
WHERE name = $1;
