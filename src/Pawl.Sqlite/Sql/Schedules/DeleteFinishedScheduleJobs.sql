-- Forgets the jobs of a schedule that live no more.
-- Parameters: $1 schedule
DELETE FROM schedule_job WHERE schedule = $1 AND NOT EXISTS (SELECT 1 FROM job WHERE job.id = schedule_job.job);
