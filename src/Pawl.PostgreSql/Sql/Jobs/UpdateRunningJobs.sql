-- Stores checkpoints and progress of running jobs; null leaves the old one. Returns whose lease was live.
-- Differs from sqlite: all jobs in one statement. Each lease is locked, so that it cannot end meanwhile.
-- Parameters: $1 ids, $2 tokens, $3 workers, $4 nonces, $5 checkpoints, $6 progress
WITH held AS MATERIALIZED (
    SELECT lease.job, given.checkpoint, given.progress
    FROM unnest($1, $2, $3, $4, $5, $6) AS given (job, token, worker, nonce, checkpoint, progress), pawl.lease, pawl.worker
    WHERE lease.job = given.job
      AND lease.token = given.token
      AND lease.worker = given.worker
      AND worker.id = given.worker
      AND worker.nonce = given.nonce
    FOR SHARE OF lease
)
UPDATE pawl.job
SET checkpoint = coalesce(held.checkpoint, job.checkpoint), progress = coalesce(held.progress, job.progress)
FROM held
WHERE job.id = held.job
RETURNING job.id;
