-- Remembers jobs of schedules for as long as they may be alive.
-- Differs from sqlite: all jobs in one statement.
-- Parameters: $1 schedules, $2 jobs
INSERT INTO pawl.schedule_job (schedule, job)
SELECT schedule, job FROM unnest($1, $2) AS given (schedule, job)
ON CONFLICT DO NOTHING;
