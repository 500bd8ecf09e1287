-- Reads the counters that are not 0. Differs from sqlite: those rolled up, and the changes since.
-- Parameters: none
SELECT queue, type, state, sum(count)::bigint
FROM (
    SELECT queue, type, state, count FROM pawl.counter
    UNION ALL
    SELECT queue, type, state, change FROM pawl.counter_change
) AS parts
GROUP BY queue, type, state
HAVING sum(count) <> 0;
