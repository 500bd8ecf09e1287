-- Deletes finished jobs past their retention that are kept for less than a day, oldest first, and tells how many of each kind.
-- Differs from sqlite: all jobs in one statement, and those that are kept longer go with their day.
-- Parameters: $1 now, $2 limit
WITH gone AS (
    DELETE FROM pawl.archive
    USING (
        SELECT id, last_day
        FROM pawl.archive
        WHERE prune_at <= $1
          AND prune_at - finished_at < interval '1 day'
        ORDER BY prune_at, id
        LIMIT $2
        FOR UPDATE SKIP LOCKED
    ) AS past
    WHERE archive.id = past.id
      AND archive.last_day = past.last_day
    RETURNING archive.queue, archive.type, archive.state
)
SELECT queue, type, state, count(*) FROM gone GROUP BY queue, type, state;
