-- Makes a schedule.
-- Parameters: $1 name, $2 revision, $3 version, $4 decided_until, $5 seen_until, $6 due_at
INSERT INTO schedule (name, revision, version, decided_until, seen_until, due_at) VALUES ($1, $2, $3, $4, $5, $6);
