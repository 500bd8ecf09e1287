-- Reads the versions of a name, the newest first.
-- Parameters: $1 schedule, $2 limit
SELECT number, definition, is_paused, reason, author, valid_from, valid_until, difference
FROM pawl.schedule_version
WHERE schedule = $1
ORDER BY number DESC
LIMIT $2;
