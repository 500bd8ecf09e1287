-- Records what was decided of a schedule, and when to look again.
-- Parameters: $1 name, $2 version, $3 decided_until, $4 seen_until, $5 due_at
UPDATE schedule SET revision = revision + 1, version = $2, decided_until = $3, seen_until = $4, due_at = $5 WHERE name = $1;
