-- Reads who has kept a snapshot of this database for long, so that dead rows cannot be removed: a session or a prepared transaction.
-- Parameters: $1 seconds
SELECT holder, seconds
FROM (
    SELECT
        format('session %s (%s, %s)', pid, coalesce(nullif(application_name, ''), 'no name'), state) AS holder,
        extract(epoch FROM clock_timestamp() - xact_start)::double precision AS seconds
    FROM pg_catalog.pg_stat_activity
    WHERE backend_xmin IS NOT NULL
      AND backend_type = 'client backend'
      AND datname = current_database()
    UNION ALL
    SELECT format('prepared transaction %s', gid), extract(epoch FROM clock_timestamp() - prepared)::double precision
    FROM pg_catalog.pg_prepared_xacts
    WHERE database = current_database()
) AS holders
WHERE seconds > $1
ORDER BY seconds DESC
LIMIT 1;
