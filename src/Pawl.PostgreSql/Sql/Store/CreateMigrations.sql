-- Makes the place where migrations are recorded; nodes that start together wait for each other.
-- Parameters: none
DO $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('pawl.migration'));
    IF to_regclass('pawl.migration') IS NULL THEN
        CREATE SCHEMA IF NOT EXISTS pawl;
        CREATE TABLE pawl.migration (
            number     integer     PRIMARY KEY,
            applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
        );
    END IF;
END $$;
