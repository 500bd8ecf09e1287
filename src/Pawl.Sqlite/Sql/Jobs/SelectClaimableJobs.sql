-- Reads due jobs of a queue in the order of claims: lowest priority number first, then earliest due, then lowest id.
-- The caller stops reading when it has enough.
-- Parameters: $1 queue
SELECT
    ready.job, ready.priority, ready.run_at, type, crashes, attempt, token, timeout_us, retry, tags, metadata, payload, checkpoint
FROM ready CROSS JOIN job ON job.id = ready.job
WHERE ready.queue = $1
ORDER BY ready.priority, ready.run_at, ready.job;
