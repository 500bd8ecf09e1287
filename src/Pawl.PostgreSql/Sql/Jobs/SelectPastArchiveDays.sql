-- Reads the days whose partition of the archive holds nothing but jobs past their retention, oldest first.
-- Parameters: $1 now
SELECT day
FROM (
    SELECT to_date(right(partition.relname, 8), 'YYYYMMDD') AS day
    FROM pg_catalog.pg_inherits JOIN pg_catalog.pg_class AS partition ON partition.oid = inhrelid
    WHERE inhparent = 'pawl.archive'::regclass
) AS days
WHERE day < ($1 AT TIME ZONE 'UTC')::date
ORDER BY day;
