-- Gives jobs to a worker, each with the next token, and reads them. Differs from sqlite: all jobs in one statement; and a job may have
-- been committed after this transaction asked for the time, so that it would seem to start before it was due.
-- Parameters: $1 ids, $2 worker, $3 started_at
WITH leased AS (
    INSERT INTO pawl.lease (job, token, worker, started_at)
    SELECT id, token + 1, $2, greatest($3, run_at) FROM pawl.job WHERE id = ANY ($1)
    RETURNING job, token
)
SELECT job, leased.token, run_at, type, crashes, attempt, timeout_us, retry, tags, metadata, payload, checkpoint
FROM leased JOIN pawl.job ON id = job;
