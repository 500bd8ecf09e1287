-- Forgets an idempotency key, if it still belongs to the job.
-- Parameters: $1 queue, $2 key, $3 job
DELETE FROM pawl.idempotency WHERE queue = $1 AND key = $2 AND job = $3;
