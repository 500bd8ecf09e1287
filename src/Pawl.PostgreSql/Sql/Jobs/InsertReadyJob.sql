-- Lets a queued job be claimed.
-- Parameters: $1 job
INSERT INTO pawl.ready (queue, priority, run_at, job, type, crashes)
SELECT queue, priority, run_at, id, type, crashes FROM pawl.job WHERE id = $1;
