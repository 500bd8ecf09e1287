-- Stores versions that are in force.
-- Differs from sqlite: all versions in one statement.
-- Parameters: $1 schedules, $2 numbers, $3 definitions, $4 is_paused, $5 reasons, $6 authors, $7 differences, $8 valid_from
INSERT INTO pawl.schedule_version (schedule, number, definition, is_paused, reason, author, valid_from, difference)
SELECT schedule, number, definition, is_paused, reason, author, valid_from, difference
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS given (schedule, number, definition, is_paused, reason, author, difference, valid_from);
