-- Ends the version in force.
-- Parameters: $1 schedule, $2 number, $3 valid_until
UPDATE schedule_version SET valid_until = $3 WHERE schedule = $1 AND number = $2;
