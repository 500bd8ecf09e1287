-- Forgets which jobs are of a schedule; they stay.
-- Parameters: $1 schedule
DELETE FROM schedule_job WHERE schedule = $1;
