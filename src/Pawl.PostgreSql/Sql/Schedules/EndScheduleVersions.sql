-- Ends versions that are in force.
-- Differs from sqlite: all versions in one statement.
-- Parameters: $1 schedules, $2 numbers, $3 valid_until
UPDATE pawl.schedule_version
SET valid_until = given.valid_until
FROM unnest($1, $2, $3) AS given (schedule, number, valid_until)
WHERE schedule_version.schedule = given.schedule
  AND schedule_version.number = given.number
  AND schedule_version.valid_until IS NULL;
