-- The first schema; the tables are those of the embedded store, but for counter_change. Ids are 64-bit and time-ordered; spans name
-- their unit. States, types, queues and keys are text, so that the tables can be read with any tool at three in the morning.
-- The only clock there is. A function, so that tests can move it.
CREATE FUNCTION pawl.clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS 'SELECT clock_timestamp()';

-- Which store this is, so that a transaction on another database is told from one on this.
CREATE TABLE pawl.identity (
    id uuid PRIMARY KEY
);

INSERT INTO pawl.identity (id) VALUES (gen_random_uuid());

-- What is alive. Claiming does not touch a row: see lease.
CREATE TABLE pawl.job (
    id                  bigint      PRIMARY KEY,
    run_at              timestamptz NOT NULL,
    enqueued_at         timestamptz NOT NULL,
    started_at          timestamptz,
    token               bigint      NOT NULL, -- of the last lease that ended
    retention_s         bigint      NOT NULL,
    failed_retention_s  bigint      NOT NULL,
    timeout_us          bigint,
    priority            integer     NOT NULL,
    attempt             integer     NOT NULL,
    crashes             integer     NOT NULL,
    interruptions       integer     NOT NULL,
    queue               text        NOT NULL,
    type                text        NOT NULL,
    state               text        NOT NULL, -- without a lease; live_job has the one that counts
    unique_key          text,
    idempotency_key     text,
    waiting_reason      text,
    retry               text,
    tags                text,
    metadata            text,
    progress            text,
    payload             bytea       NOT NULL,
    checkpoint          bytea,
    failures            text
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 1);

CREATE INDEX job_due     ON pawl.job (run_at, id) WHERE state IN ('Scheduled', 'Retrying');
CREATE INDEX job_waiting ON pawl.job (type, id) WHERE waiting_reason IS NOT NULL;
CREATE UNIQUE INDEX job_unique_key ON pawl.job (unique_key) WHERE unique_key IS NOT NULL;

-- The queued jobs that nobody holds, in the order of claims. Claims lock rows here and nowhere else; type and crashes are those of
-- the job, so that a claim chooses without a look at it.
CREATE TABLE pawl.ready (
    run_at   timestamptz NOT NULL,
    job      bigint      NOT NULL,
    priority integer     NOT NULL,
    crashes  integer     NOT NULL,
    queue    text        NOT NULL,
    type     text        NOT NULL,
    PRIMARY KEY (queue, priority, run_at, job)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The jobs that run. A lease lasts as long as its worker's.
CREATE TABLE pawl.lease (
    job           bigint      PRIMARY KEY,
    worker        bigint      NOT NULL,
    token         bigint      NOT NULL,
    started_at    timestamptz NOT NULL,
    cancel_reason text
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

CREATE INDEX lease_cancelled ON pawl.lease (worker) WHERE cancel_reason IS NOT NULL;

-- The live jobs as they are seen from outside.
CREATE VIEW pawl.live_job AS
SELECT
    id, queue, type, CASE WHEN lease.job IS NULL THEN state ELSE 'Running' END AS state, priority, run_at, enqueued_at, attempt, crashes,
    interruptions, coalesce(lease.token, job.token) AS token, lease.worker, coalesce(lease.started_at, job.started_at) AS started_at,
    retention_s, failed_retention_s, timeout_us, unique_key, idempotency_key, waiting_reason, lease.cancel_reason, retry, tags, metadata,
    progress, payload, checkpoint, failures
FROM pawl.job LEFT JOIN pawl.lease ON lease.job = job.id;

-- What has finished, a partition for each day (UTC) on which jobs are kept last: retention drops whole days. A job that is kept for
-- less than a day is deleted when its time is over.
CREATE TABLE pawl.archive (
    id                  bigint      NOT NULL,
    run_at              timestamptz NOT NULL,
    enqueued_at         timestamptz NOT NULL,
    started_at          timestamptz,
    finished_at         timestamptz NOT NULL,
    prune_at            timestamptz NOT NULL,
    token               bigint      NOT NULL,
    retention_s         bigint      NOT NULL,
    failed_retention_s  bigint      NOT NULL,
    timeout_us          bigint,
    last_day            date        NOT NULL,
    priority            integer     NOT NULL,
    attempt             integer     NOT NULL,
    crashes             integer     NOT NULL,
    interruptions       integer     NOT NULL,
    queue               text        NOT NULL,
    type                text        NOT NULL,
    state               text        NOT NULL,
    unique_key          text,
    idempotency_key     text,
    cancel_reason       text,
    retry               text,
    tags                text,
    metadata            text,
    progress            text,
    payload             bytea       NOT NULL,
    result              bytea,
    checkpoint          bytea,
    failures            text,
    PRIMARY KEY (id, last_day)
) PARTITION BY RANGE (last_day);

CREATE INDEX archive_prunable ON pawl.archive (prune_at, id) WHERE prune_at - finished_at < interval '1 day';
CREATE INDEX archive_failed   ON pawl.archive (id) WHERE state = 'Failed';

-- The last day on which a job that is pruned at an instant is kept.
CREATE FUNCTION pawl.last_day(prune_at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$SELECT ((prune_at AT TIME ZONE 'UTC') - interval '1 microsecond')::date$$;

-- Makes the partition of a day, if there is none. Attached, not created in place: that would wait for every reader of the archive.
CREATE FUNCTION pawl.add_archive_day(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    partition text := 'archive_' || to_char(day, 'YYYYMMDD');
BEGIN
    IF to_regclass('pawl.' || partition) IS NOT NULL THEN
        RETURN;
    END IF;

    PERFORM pg_advisory_xact_lock(hashtext('pawl.add_archive_day'));
    -- Looked up in the table itself: what a session remembers of it does not change while it waits for the lock.
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_class WHERE relname = partition AND relnamespace = 'pawl'::regnamespace) THEN
        EXECUTE format('CREATE TABLE pawl.%I (LIKE pawl.archive INCLUDING ALL)', partition);
        EXECUTE format('ALTER TABLE pawl.archive ATTACH PARTITION pawl.%I FOR VALUES FROM (%L) TO (%L)', partition, day, day + 1);
    END IF;
END $$;

-- Drops the partition of a day that is over, and tells how many jobs of each kind were in it. Gives up at once when somebody uses the
-- table, rather than make everybody who comes after wait too.
CREATE FUNCTION pawl.drop_archive_day(day date) RETURNS TABLE (queue text, type text, state text, count bigint) LANGUAGE plpgsql AS $$
DECLARE
    partition text := 'archive_' || to_char(day, 'YYYYMMDD');
BEGIN
    EXECUTE format('LOCK TABLE pawl.%I IN ACCESS EXCLUSIVE MODE NOWAIT', partition);
    RETURN QUERY EXECUTE format('SELECT queue, type, state, count(*) FROM pawl.%I GROUP BY 1, 2, 3', partition);
    LOCK TABLE ONLY pawl.archive IN ACCESS EXCLUSIVE MODE NOWAIT;
    EXECUTE format('DROP TABLE pawl.%I', partition);
END $$;

-- Same request, same job, until the window is over; outlives its job.
CREATE TABLE pawl.idempotency (
    job         bigint      NOT NULL,
    expires_at  timestamptz NOT NULL,
    queue       text        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    PRIMARY KEY (queue, key)
);

CREATE INDEX idempotency_expired ON pawl.idempotency (expires_at);

-- How many jobs are stored of each kind: the sum of both tables. A transaction adds a row to the second and waits for nobody; a duty
-- rolls them up into the first.
CREATE TABLE pawl.counter (
    queue text   NOT NULL,
    type  text   NOT NULL,
    state text   NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (queue, type, state)
);

CREATE TABLE pawl.counter_change (
    queue  text   NOT NULL,
    type   text   NOT NULL,
    state  text   NOT NULL,
    change bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

CREATE TABLE pawl.queue (
    name         text PRIMARY KEY,
    paused_at    timestamptz,
    pause_reason text
);

-- Who makes ids. A row outlives its node, so that numbers rotate.
CREATE TABLE pawl.node (
    generator   integer     PRIMARY KEY,
    name        text        NOT NULL,
    nonce       uuid        NOT NULL,
    joined_at   timestamptz NOT NULL,
    lease_until timestamptz NOT NULL
);

CREATE TABLE pawl.worker (
    id          bigint      PRIMARY KEY,
    nonce       uuid        NOT NULL,
    node_name   text        NOT NULL,
    queue       text        NOT NULL,
    concurrency integer     NOT NULL,
    started_at  timestamptz NOT NULL,
    lease_until timestamptz NOT NULL,
    closed_at   timestamptz -- from then on it claims nothing
) WITH (fillfactor = 50);

-- Which types a worker has handlers for.
CREATE TABLE pawl.worker_type (
    type   text   NOT NULL,
    worker bigint NOT NULL REFERENCES pawl.worker (id) ON DELETE CASCADE,
    PRIMARY KEY (type, worker)
);

CREATE INDEX worker_type_worker ON pawl.worker_type (worker);

CREATE TABLE pawl.duty (
    name        text        PRIMARY KEY,
    generator   integer     NOT NULL,
    nonce       uuid        NOT NULL,
    lease_until timestamptz NOT NULL
);
