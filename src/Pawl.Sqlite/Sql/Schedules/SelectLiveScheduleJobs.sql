-- Reads the jobs of a schedule that live, lowest id first.
-- Parameters: $1 schedule, $2 limit
SELECT schedule_job.job
FROM schedule_job
WHERE schedule = $1
  AND EXISTS (SELECT 1 FROM job WHERE job.id = schedule_job.job)
ORDER BY schedule_job.job
LIMIT $2;
