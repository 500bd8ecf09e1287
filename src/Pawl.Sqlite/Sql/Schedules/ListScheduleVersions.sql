-- Reads the versions of a name, the newest first.
-- Parameters: $1 schedule, $2 limit
SELECT number, is_paused, valid_from, valid_until, author, reason, difference, definition
FROM schedule_version
WHERE schedule = $1
ORDER BY number DESC
LIMIT $2;
