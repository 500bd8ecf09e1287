-- Reads what a write of a schedule is checked against.
-- Parameters: $1 name
SELECT revision, version, decided_until FROM schedule WHERE name = $1;
