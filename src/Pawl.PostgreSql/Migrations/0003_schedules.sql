-- Schedules, their versions, and the ledger of their ticks. Names sort by their characters, as pages of them are read.

-- The schedules that exist. One that is not due costs nothing: the index holds only those that somebody must look at.
CREATE TABLE pawl.schedule (
    name          text COLLATE "C" PRIMARY KEY,
    revision      bigint           NOT NULL, -- 0 only within the transaction that makes it
    version       integer          NOT NULL,
    decided_until timestamptz      NOT NULL,
    seen_until    timestamptz, -- null when no tick waits for its turn
    due_at        timestamptz
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

CREATE INDEX schedule_due ON pawl.schedule (due_at, name) WHERE due_at IS NOT NULL;

-- What schedules were and are; outlives them.
CREATE TABLE pawl.schedule_version (
    schedule    text COLLATE "C" NOT NULL,
    number      integer          NOT NULL,
    is_paused   boolean          NOT NULL,
    valid_from  timestamptz      NOT NULL,
    valid_until timestamptz,
    reason      text,
    author      text,
    definition  bytea            NOT NULL,
    difference  bytea            NOT NULL,
    PRIMARY KEY (schedule, number)
);

-- The jobs of schedules that may be alive. Whoever writes a schedule forgets those that are not.
CREATE TABLE pawl.schedule_job (
    schedule text COLLATE "C" NOT NULL,
    job      bigint           NOT NULL,
    PRIMARY KEY (schedule, job)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The ledger: ticks with a job, and those without. It outlives the schedule, so nothing refers to that.
CREATE TABLE pawl.tick (
    at           timestamptz      NOT NULL,
    decided_at   timestamptz      NOT NULL,
    job          bigint           NOT NULL,
    version      integer          NOT NULL,
    schedule     text COLLATE "C" NOT NULL,
    kind         text             NOT NULL,
    zone_version text             NOT NULL,
    PRIMARY KEY (schedule, at)
);

CREATE INDEX tick_prunable ON pawl.tick (decided_at);

CREATE TABLE pawl.skipped_tick (
    from_at    timestamptz      NOT NULL,
    until_at   timestamptz      NOT NULL,
    decided_at timestamptz      NOT NULL,
    count      bigint, -- null when they were not counted
    version    integer          NOT NULL,
    schedule   text COLLATE "C" NOT NULL,
    reason     text             NOT NULL,
    PRIMARY KEY (schedule, from_at)
);

CREATE INDEX skipped_tick_prunable ON pawl.skipped_tick (decided_at);
