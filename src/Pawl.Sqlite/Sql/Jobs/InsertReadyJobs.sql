-- Lets queued jobs be claimed, all in one statement.
-- Parameters: $1 ids as a JSON array
INSERT INTO ready (queue, priority, run_at, job)
SELECT queue, priority, run_at, job.id
FROM json_each($1) CROSS JOIN job ON job.id = value;
