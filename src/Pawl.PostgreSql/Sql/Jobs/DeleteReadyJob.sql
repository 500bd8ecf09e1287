-- Takes a job out of the queue, by its place in it.
-- Parameters: $1 queue, $2 priority, $3 run_at, $4 job
DELETE FROM pawl.ready WHERE queue = $1 AND priority = $2 AND run_at = $3 AND job = $4;
