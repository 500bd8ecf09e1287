-- Forgets jobs of schedules that are not alive.
-- Differs from sqlite: all schedules in one statement.
-- Parameters: $1 schedules
DELETE FROM pawl.schedule_job
WHERE schedule = ANY ($1)
  AND NOT EXISTS (SELECT FROM pawl.job WHERE job.id = schedule_job.job);
