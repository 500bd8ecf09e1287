-- Reads due jobs of a queue in the order of claims: lowest priority number first, then earliest due, then lowest id.
-- The caller stops reading when it has enough.
-- Parameters: $1 queue
SELECT id, type, crashes, attempt, token, run_at, timeout_us, retry, tags, metadata, payload, checkpoint
FROM job INDEXED BY job_claimable
WHERE queue = $1
  AND state = 'Queued'
ORDER BY priority, run_at, id;
