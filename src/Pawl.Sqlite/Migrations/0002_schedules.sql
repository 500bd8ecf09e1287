-- Schedules, their versions, and the ledger of their ticks.

-- A schedule that exists. Small rows: whoever looks for what is due reads no other, and no definition but theirs.
CREATE TABLE schedule (
    name          TEXT    PRIMARY KEY,
    revision      INTEGER NOT NULL, -- begins at (version << 32) + 1, so that it never comes again when a name does
    version       INTEGER NOT NULL,
    decided_until INTEGER NOT NULL,
    seen_until    INTEGER, -- null when no tick waits for its turn
    due_at        INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX schedule_due ON schedule (due_at, name) WHERE due_at IS NOT NULL;

-- What a schedule was, and since when; outlives it. The large columns come last.
CREATE TABLE schedule_version (
    schedule    TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    is_paused   INTEGER NOT NULL,
    valid_from  INTEGER NOT NULL,
    valid_until INTEGER,
    author      TEXT,
    reason      TEXT,
    difference  BLOB    NOT NULL,
    definition  BLOB    NOT NULL,
    PRIMARY KEY (schedule, number)
) STRICT;

-- The jobs of a schedule that may be alive. One that is not goes with the next write of its schedule.
CREATE TABLE schedule_job (
    schedule TEXT    NOT NULL,
    job      INTEGER NOT NULL,
    PRIMARY KEY (schedule, job)
) STRICT, WITHOUT ROWID;

-- The ledger: each tick that has a job. Its key is what keeps a tick from having two.
CREATE TABLE tick (
    schedule     TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    job          INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    zone_version TEXT    NOT NULL,
    decided_at   INTEGER NOT NULL,
    PRIMARY KEY (schedule, at)
) STRICT, WITHOUT ROWID;

CREATE INDEX tick_prunable ON tick (decided_at);

-- The ledger: ticks in a row that have none.
CREATE TABLE skipped_tick (
    schedule   TEXT    NOT NULL,
    from_at    INTEGER NOT NULL,
    until_at   INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    count      INTEGER, -- null when they were not counted
    reason     TEXT    NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (schedule, from_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX skipped_tick_prunable ON skipped_tick (decided_at);
