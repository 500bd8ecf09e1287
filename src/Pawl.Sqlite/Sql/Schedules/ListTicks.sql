-- Reads the ledger of a name, the latest first; at the same instant, the tick with a job first.
-- Parameters: $1 schedule, $2 before, $3 limit
SELECT at, 0 AS is_skipped, version, decided_at, job, kind, zone_version, NULL AS until_at, NULL AS count, NULL AS reason
FROM tick
WHERE schedule = $1
  AND at < $2
UNION ALL
SELECT from_at, 1, version, decided_at, NULL, NULL, NULL, until_at, count, reason
FROM skipped_tick
WHERE schedule = $1
  AND from_at < $2
ORDER BY at DESC, is_skipped
LIMIT $3;
