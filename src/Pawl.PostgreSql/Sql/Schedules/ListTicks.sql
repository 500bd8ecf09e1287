-- Reads the ledger of a name before an instant, the latest first; at the same instant, the job first.
-- Parameters: $1 schedule, $2 before, $3 limit
SELECT at, version, decided_at, job, kind, zone_version, until_at, count, reason
FROM (
    (SELECT
        at, version, decided_at, job, kind, zone_version, NULL::timestamptz AS until_at, NULL::bigint AS count, NULL::text AS reason
    FROM pawl.tick
    WHERE schedule = $1
      AND at < $2
    ORDER BY at DESC
    LIMIT $3)
    UNION ALL
    (SELECT from_at, version, decided_at, NULL, NULL, NULL, until_at, count, reason
    FROM pawl.skipped_tick
    WHERE schedule = $1
      AND from_at < $2
    ORDER BY from_at DESC
    LIMIT $3)
) AS entry
ORDER BY at DESC, job IS NULL
LIMIT $3;
