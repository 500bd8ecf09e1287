-- Takes a job out of what may be claimed. Run before its time changes.
-- Parameters: $1 id
DELETE FROM ready
WHERE (queue, priority, run_at, job) = (SELECT queue, priority, run_at, id FROM job WHERE id = $1);
