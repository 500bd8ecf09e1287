-- Stores a version under the next number of its name, and returns the number.
-- Parameters: $1 schedule, $2 is_paused, $3 valid_from, $4 author, $5 reason, $6 difference, $7 definition
INSERT INTO schedule_version (schedule, number, is_paused, valid_from, author, reason, difference, definition)
SELECT $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6, $7
FROM schedule_version
WHERE schedule = $1
RETURNING number;
