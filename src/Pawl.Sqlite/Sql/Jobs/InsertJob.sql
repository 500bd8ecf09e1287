-- Stores a new job.
-- Parameters: $1 id, $2 queue, $3 type, $4 state, $5 priority, $6 run_at, $7 enqueued_at, $8 retention_s,
-- $9 failed_retention_s, $10 timeout_us, $11 unique_key, $12 idempotency_key, $13 retry, $14 tags, $15 metadata, $16 payload
INSERT INTO job (
    id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token,
    retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, retry, tags, metadata, payload)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0, $8, $9, $10, $11, $12, $13, $14, $15, $16);
