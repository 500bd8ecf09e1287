-- Notes ticks that became jobs. One that is there already is passed over, and the caller finds one fewer than it sent.
-- Differs from sqlite: all ticks in one statement.
-- Parameters: $1 schedules, $2 at, $3 versions, $4 jobs, $5 kind, $6 zone_versions, $7 now
INSERT INTO pawl.tick (schedule, at, version, job, kind, zone_version, decided_at)
SELECT schedule, at, version, job, $5, zone_version, $7
FROM unnest($1, $2, $3, $4, $6) AS given (schedule, at, version, job, zone_version)
ON CONFLICT DO NOTHING;
