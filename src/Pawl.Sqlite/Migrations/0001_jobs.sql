-- The first schema. Ids are 64-bit and time-ordered; instants are microseconds since 1970 UTC (…_at, …_until); spans name
-- their unit. States, types, queues and keys are text, so that the file can be read with any tool at three in the morning.

-- What is alive. Claiming does not touch a row: see lease. The large columns come last: a row is read from the left. No CHECK
-- names the states: SQLite would build the list anew for each row, at half the cost of the insert; JobTransitions is asked before
-- each change instead.
CREATE TABLE job (
    id                  INTEGER PRIMARY KEY,
    queue               TEXT    NOT NULL,
    type                TEXT    NOT NULL,
    state               TEXT    NOT NULL, -- without a lease; live_job has the one that counts
    priority            INTEGER NOT NULL,
    run_at              INTEGER NOT NULL,
    enqueued_at         INTEGER NOT NULL,
    attempt             INTEGER NOT NULL,
    crashes             INTEGER NOT NULL,
    interruptions       INTEGER NOT NULL,
    token               INTEGER NOT NULL, -- of the last lease that ended
    started_at          INTEGER,
    retention_s         INTEGER NOT NULL,
    failed_retention_s  INTEGER NOT NULL,
    timeout_us          INTEGER,
    unique_key          TEXT,
    idempotency_key     TEXT,
    waiting_reason      TEXT,
    retry               TEXT,
    tags                TEXT,
    metadata            TEXT,
    progress            TEXT,
    payload             BLOB    NOT NULL,
    checkpoint          BLOB,
    failures            TEXT
) STRICT;

CREATE INDEX job_due     ON job (run_at) WHERE state IN ('Scheduled', 'Retrying');
CREATE INDEX job_waiting ON job (type) WHERE waiting_reason IS NOT NULL;
CREATE UNIQUE INDEX job_unique_key ON job (unique_key) WHERE unique_key IS NOT NULL;

-- The queued jobs that nobody holds, in the order of claims: nothing else is here, so a claim's cost does not depend on what
-- waits or has finished.
CREATE TABLE ready (
    queue    TEXT    NOT NULL,
    priority INTEGER NOT NULL,
    run_at   INTEGER NOT NULL,
    job      INTEGER NOT NULL,
    PRIMARY KEY (queue, priority, run_at, job)
) STRICT, WITHOUT ROWID;

-- The jobs that run, no more than the workers of one process hold. A lease lasts as long as its worker's.
CREATE TABLE lease (
    job           INTEGER PRIMARY KEY,
    worker        INTEGER NOT NULL,
    token         INTEGER NOT NULL,
    started_at    INTEGER NOT NULL,
    cancel_reason TEXT
) STRICT;

-- The live jobs as they are seen from outside.
CREATE VIEW live_job AS
SELECT
    id, queue, type, iif(lease.job IS NULL, state, 'Running') AS state, priority, run_at, enqueued_at, attempt, crashes, interruptions,
    coalesce(lease.token, job.token) AS token, lease.worker, coalesce(lease.started_at, job.started_at) AS started_at, retention_s,
    failed_retention_s, timeout_us, unique_key, idempotency_key, waiting_reason, lease.cancel_reason, retry, tags, metadata, progress,
    payload, checkpoint, failures
FROM job LEFT JOIN lease ON lease.job = job.id;

-- What has finished, until it is pruned.
CREATE TABLE archive (
    id                  INTEGER PRIMARY KEY,
    queue               TEXT    NOT NULL,
    type                TEXT    NOT NULL,
    state               TEXT    NOT NULL,
    priority            INTEGER NOT NULL,
    run_at              INTEGER NOT NULL,
    enqueued_at         INTEGER NOT NULL,
    attempt             INTEGER NOT NULL,
    crashes             INTEGER NOT NULL,
    interruptions       INTEGER NOT NULL,
    token               INTEGER NOT NULL,
    started_at          INTEGER,
    finished_at         INTEGER NOT NULL,
    prune_at            INTEGER NOT NULL,
    retention_s         INTEGER NOT NULL,
    failed_retention_s  INTEGER NOT NULL,
    timeout_us          INTEGER,
    unique_key          TEXT,
    idempotency_key     TEXT,
    cancel_reason       TEXT,
    retry               TEXT,
    tags                TEXT,
    metadata            TEXT,
    progress            TEXT,
    payload             BLOB    NOT NULL,
    result              BLOB,
    checkpoint          BLOB,
    failures            TEXT
) STRICT;

CREATE INDEX archive_prunable ON archive (prune_at);
CREATE INDEX archive_failed   ON archive (id) WHERE state = 'Failed';

-- Same request, same job, until the window is over; outlives its job.
CREATE TABLE idempotency (
    queue       TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    job         INTEGER NOT NULL,
    fingerprint BLOB    NOT NULL,
    expires_at  INTEGER NOT NULL,
    PRIMARY KEY (queue, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_expired ON idempotency (expires_at);

-- How many jobs are stored of each kind, changed in the same transaction as the jobs.
CREATE TABLE counter (
    queue TEXT    NOT NULL,
    type  TEXT    NOT NULL,
    state TEXT    NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (queue, type, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE queue (
    name         TEXT PRIMARY KEY,
    paused_at    INTEGER,
    pause_reason TEXT
) STRICT, WITHOUT ROWID;

-- Who makes ids. A row outlives its node, so that numbers rotate.
CREATE TABLE node (
    generator   INTEGER PRIMARY KEY,
    name        TEXT    NOT NULL,
    nonce       BLOB    NOT NULL,
    joined_at   INTEGER NOT NULL,
    lease_until INTEGER NOT NULL
) STRICT;

CREATE TABLE worker (
    id          INTEGER PRIMARY KEY,
    nonce       BLOB    NOT NULL,
    node_name   TEXT    NOT NULL,
    queue       TEXT    NOT NULL,
    concurrency INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    closed_at   INTEGER -- from then on it claims nothing
) STRICT;

-- Which types a worker has handlers for.
CREATE TABLE worker_type (
    type   TEXT    NOT NULL,
    worker INTEGER NOT NULL REFERENCES worker (id) ON DELETE CASCADE,
    PRIMARY KEY (type, worker)
) STRICT, WITHOUT ROWID;

CREATE INDEX worker_type_worker ON worker_type (worker);

CREATE TABLE duty (
    name        TEXT PRIMARY KEY,
    generator   INTEGER NOT NULL,
    nonce       BLOB    NOT NULL,
    lease_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row: whether the last owner closed the file cleanly, and the store's clock, which never goes back.
CREATE TABLE store (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    is_clean   INTEGER NOT NULL,
    clock_at   INTEGER NOT NULL
) STRICT;

INSERT INTO store (id, is_clean, clock_at) VALUES (1, 1, 0);
