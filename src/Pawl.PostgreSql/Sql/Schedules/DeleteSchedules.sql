-- Deletes schedules and what is remembered of their jobs. Versions and ledger stay.
-- Differs from sqlite: all schedules in one statement.
-- Parameters: $1 names
WITH forgotten AS (
    DELETE FROM pawl.schedule_job WHERE schedule = ANY ($1)
)
DELETE FROM pawl.schedule WHERE name = ANY ($1);
