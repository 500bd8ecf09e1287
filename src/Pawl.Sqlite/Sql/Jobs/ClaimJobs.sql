-- Gives queued jobs to a worker, all in one statement: the cursors on the table and its indexes are opened once.
-- Parameters: $1 ids as a JSON array, $2 worker, $3 started_at
UPDATE job
SET state = 'Running', token = token + 1, worker = $2, started_at = $3
WHERE id IN (SELECT value FROM json_each($1))
  AND state = 'Queued';
