-- Makes the partitions of the archive that jobs will need when they end now.
-- Parameters: $1 ids
SELECT pawl.add_archive_day(day)
FROM (
    SELECT DISTINCT pawl.last_day(clock.now + make_interval(secs => seconds)) AS day
    FROM pawl.job, unnest(ARRAY[retention_s, failed_retention_s]) AS seconds, (SELECT pawl.clock() AS now) AS clock
    WHERE id = ANY ($1)
      AND seconds > 0
    ORDER BY day
) AS needed;
