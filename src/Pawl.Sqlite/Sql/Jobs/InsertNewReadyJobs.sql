-- Lets the queued jobs above an id be claimed, all in one statement: one that follows another finds its place without a search.
-- Parameters: $1 above_id
INSERT INTO ready (queue, priority, run_at, job)
SELECT queue, priority, run_at, id
FROM job
WHERE id > $1
  AND state = 'Queued';
