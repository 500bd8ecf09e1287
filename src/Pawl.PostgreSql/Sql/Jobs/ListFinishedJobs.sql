-- Reads finished jobs below an id, highest first, without details. Looks at no more than $7 rows.
-- Parameters: $1 below_id, $2 state, $3 queue, $4 type, $5 tag, $6 limit, $7 rows
SELECT
    id, queue, type, state, priority, run_at, enqueued_at, started_at, attempt, crashes, interruptions, token, cancel_reason,
    progress, unique_key, idempotency_key, tags,
    NULL::bigint AS worker, NULL::text AS waiting_reason, finished_at
FROM (SELECT * FROM pawl.archive WHERE id < $1 ORDER BY id DESC LIMIT $7) AS looked_at
WHERE ($2 IS NULL OR state = $2)
  AND ($3 IS NULL OR queue = $3)
  AND ($4 IS NULL OR type = $4)
  AND ($5 IS NULL OR tags::jsonb ? $5)
ORDER BY id DESC
LIMIT $6;
