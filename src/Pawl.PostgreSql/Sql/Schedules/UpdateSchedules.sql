-- Writes what was decided of schedules.
-- Differs from sqlite: all schedules in one statement, with the revisions that the caller found.
-- Parameters: $1 names, $2 revisions, $3 versions, $4 decided_until, $5 seen_until, $6 due_at
UPDATE pawl.schedule
SET revision = given.revision, version = given.version, decided_until = given.decided_until, seen_until = given.seen_until,
    due_at = given.due_at
FROM unnest($1, $2, $3, $4, $5, $6) AS given (name, revision, version, decided_until, seen_until, due_at)
WHERE schedule.name = given.name;
