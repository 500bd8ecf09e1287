-- Notes ticks that have no job; a later word about the same ones replaces the earlier.
-- Parameters: $1 schedule, $2 from_at, $3 until_at, $4 version, $5 count, $6 reason, $7 decided_at
INSERT OR REPLACE INTO skipped_tick (schedule, from_at, until_at, version, count, reason, decided_at)
VALUES ($1, $2, $3, $4, $5, $6, $7);
