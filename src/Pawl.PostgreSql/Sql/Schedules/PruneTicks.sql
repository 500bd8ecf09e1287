-- Forgets ticks with a job that were decided up to an instant, oldest first.
-- Parameters: $1 decided_at, $2 limit
DELETE FROM pawl.tick
WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM pawl.tick WHERE decided_at <= $1 ORDER BY decided_at LIMIT $2 FOR UPDATE SKIP LOCKED));
