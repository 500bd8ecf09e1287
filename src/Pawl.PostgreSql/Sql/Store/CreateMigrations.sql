-- Makes the place where migrations are recorded. The caller has it to itself.
-- Parameters: none
CREATE TABLE IF NOT EXISTS pawl.migration (
    number     integer     PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
