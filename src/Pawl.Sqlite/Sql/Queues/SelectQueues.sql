-- Reads the queues that are paused or have jobs, by name.
-- Parameters: none
SELECT name, max(paused_at), max(pause_reason)
FROM (
    SELECT name, paused_at, pause_reason FROM queue
    UNION ALL
    SELECT DISTINCT queue, NULL, NULL FROM counter WHERE count <> 0
)
GROUP BY name
ORDER BY name;
