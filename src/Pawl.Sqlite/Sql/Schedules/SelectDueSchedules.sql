-- Reads schedules that will be due, with the versions in force, earliest first. The caller stops at the first that is not due.
-- Parameters: none
SELECT
    number, is_paused, valid_from, valid_until, author, reason, difference, definition,
    name, revision, decided_until, seen_until, due_at
FROM schedule INDEXED BY schedule_due CROSS JOIN schedule_version ON schedule_version.schedule = name AND number = version
WHERE due_at IS NOT NULL
ORDER BY due_at, name;
