-- Lets a run of queued jobs be claimed.
-- Parameters: $1 first id, $2 last id
INSERT INTO ready (queue, priority, run_at, job)
SELECT queue, priority, run_at, id
FROM job
WHERE id BETWEEN $1 AND $2;
