-- Forgets ticks without a job that were decided long ago, oldest first.
-- Parameters: $1 decided_until, $2 limit
DELETE FROM skipped_tick
WHERE (schedule, from_at) IN (SELECT schedule, from_at FROM skipped_tick WHERE decided_at <= $1 ORDER BY decided_at LIMIT $2);
