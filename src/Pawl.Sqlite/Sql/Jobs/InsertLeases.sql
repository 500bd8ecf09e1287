-- Gives a run of jobs to a worker. OR FAIL: one that is held already ends the transaction anyway, so SQLite need not be able to
-- undo the statement.
-- Parameters: $1 first id, $2 last id, $3 worker, $4 started_at
INSERT OR FAIL INTO lease (job, worker, token, started_at)
SELECT id, $3, token + 1, $4
FROM job
WHERE id BETWEEN $1 AND $2;
