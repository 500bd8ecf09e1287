-- Reads the queues that are paused or have jobs, by name.
-- Parameters: none
SELECT name, max(paused_at), max(pause_reason)
FROM (
    SELECT name, paused_at, pause_reason FROM pawl.queue
    UNION ALL
    (SELECT queue, NULL, NULL
    FROM (
        SELECT queue, type, state, count FROM pawl.counter
        UNION ALL
        SELECT queue, type, state, change FROM pawl.counter_change
    ) AS parts
    GROUP BY queue, type, state
    HAVING sum(count) <> 0)
) AS known
GROUP BY name
ORDER BY name COLLATE "C";
