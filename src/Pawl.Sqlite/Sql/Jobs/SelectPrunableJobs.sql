-- Reads finished jobs past their retention, oldest first.
-- Parameters: $1 now, $2 limit
SELECT id, queue, type, state FROM archive WHERE prune_at <= $1 ORDER BY prune_at, id LIMIT $2;
