-- Notes a job of a schedule.
-- Parameters: $1 schedule, $2 job
INSERT INTO schedule_job (schedule, job) VALUES ($1, $2) ON CONFLICT DO NOTHING;
