-- Notes that a tick has a job; changes nothing when it has one already.
-- Parameters: $1 schedule, $2 at, $3 version, $4 job, $5 kind, $6 zone_version, $7 decided_at
INSERT INTO tick (schedule, at, version, job, kind, zone_version, decided_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING;
