-- Adds the changes of counters up, so that reading them stays cheap, and tells how many there were. Whoever comes second finds the rows
-- locked, and leaves them.
-- Parameters: $1 limit
WITH taken AS (
    DELETE FROM pawl.counter_change
    WHERE ctid = ANY (ARRAY(SELECT ctid FROM pawl.counter_change LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING queue, type, state, change
), added AS (
    INSERT INTO pawl.counter AS counter (queue, type, state, count)
    SELECT queue, type, state, sum(change) FROM taken GROUP BY queue, type, state HAVING sum(change) <> 0 ORDER BY queue, type, state
    ON CONFLICT (queue, type, state) DO UPDATE SET count = counter.count + excluded.count
)
SELECT count(*) FROM taken;
