-- Notes ticks that have no job; a later word about the same ones replaces the earlier.
-- Differs from sqlite: all entries in one statement.
-- Parameters: $1 schedules, $2 from_at, $3 until_at, $4 versions, $5 counts, $6 reasons, $7 now
INSERT INTO pawl.skipped_tick (schedule, from_at, until_at, version, count, reason, decided_at)
SELECT DISTINCT ON (schedule, from_at) schedule, from_at, until_at, version, count, reason, $7
FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS given (schedule, from_at, until_at, version, count, reason, place)
ORDER BY schedule, from_at, place DESC
ON CONFLICT (schedule, from_at) DO UPDATE
SET until_at = excluded.until_at, version = excluded.version, count = excluded.count, reason = excluded.reason,
    decided_at = excluded.decided_at;
