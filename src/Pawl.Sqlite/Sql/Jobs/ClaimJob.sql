-- Gives a queued job to a worker.
-- Parameters: $1 id, $2 worker, $3 started_at
UPDATE job
SET state = 'Running', token = token + 1, worker = $2, started_at = $3
WHERE id = $1
  AND state = 'Queued';
