-- Forgets ticks with a job that were decided long ago, oldest first.
-- Parameters: $1 decided_until, $2 limit
DELETE FROM tick
WHERE (schedule, at) IN (SELECT schedule, at FROM tick WHERE decided_at <= $1 ORDER BY decided_at LIMIT $2);
