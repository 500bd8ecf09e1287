-- Jobs from triggers and from other languages: pawl.enqueue('email.welcome', '{"userId": 7}') in any transaction on this database.

-- The last twelve bits of ids that are made here; the ten before them are the number that no node is given.
CREATE SEQUENCE pawl.enqueue_sequence;

CREATE FUNCTION pawl.enqueue(
    type             text,
    payload          json,
    queue            text        DEFAULT 'default',
    priority         integer     DEFAULT 0,
    run_at           timestamptz DEFAULT NULL, -- now, when it is null or past
    idempotency_key  text        DEFAULT NULL, -- same request, same job, for a day
    unique_key       text        DEFAULT NULL, -- at most one live job
    tags             text[]      DEFAULT NULL,
    retention        interval    DEFAULT '7 days',
    failed_retention interval    DEFAULT '30 days'
) RETURNS bigint -- the id of the job that is stored, or was there before
LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
    now_       timestamptz := pawl.clock();
    due_at     timestamptz := greatest(coalesce(run_at, now_), now_);
    state      text        := CASE WHEN due_at <= now_ THEN 'Queued' ELSE 'Scheduled' END;
    bytes      bytea       := convert_to(payload::text, 'UTF8');
    print      bytea       := sha256(convert_to(type, 'UTF8') || '\x00' || bytes);
    id         bigint      := (((extract(epoch FROM now_ - timestamptz '2024-01-01 00:00:00Z') * 1000)::bigint << 10) | 1023) << 12
                              | (nextval('pawl.enqueue_sequence') & 4095);
    earlier    bigint;
    same       boolean;
BEGIN
    IF type IS NULL OR type !~ '^[A-Za-z0-9._:-]{1,200}$' OR queue IS NULL OR queue !~ '^[A-Za-z0-9._:-]{1,200}$' THEN
        RAISE EXCEPTION 'pawl.enqueue: type % and queue % must have 1 to 200 of the characters A-Z a-z 0-9 . _ : -', type, queue
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF payload IS NULL OR length(bytes) > 262144 THEN
        RAISE EXCEPTION 'pawl.enqueue: the payload has % bytes; it must be JSON of at most 262144', coalesce(length(bytes), 0)
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Store the data elsewhere, and enqueue a reference to it.';
    ELSIF retention < interval '0' OR failed_retention < interval '0' THEN
        RAISE EXCEPTION 'pawl.enqueue: retention must not be negative' USING ERRCODE = 'invalid_parameter_value';
    END IF;

    IF idempotency_key IS NOT NULL THEN
        LOOP
            INSERT INTO pawl.idempotency AS known (queue, key, job, fingerprint, expires_at)
            VALUES (queue, idempotency_key, id, print, now_ + interval '1 day')
            ON CONFLICT ON CONSTRAINT idempotency_pkey DO UPDATE
            SET job = excluded.job, fingerprint = excluded.fingerprint, expires_at = excluded.expires_at
            WHERE known.expires_at <= now_;
            EXIT WHEN FOUND;
            SELECT known.job, known.fingerprint = print INTO earlier, same
            FROM pawl.idempotency AS known
            WHERE known.queue = queue AND known.key = idempotency_key;
            IF FOUND AND same THEN
                RETURN earlier;
            ELSIF FOUND THEN
                RAISE EXCEPTION 'pawl.enqueue: the idempotency key % was used for another request, job %', idempotency_key, earlier
                    USING ERRCODE = 'unique_violation', HINT = 'Use another key for another request.';
            END IF;
        END LOOP;
    END IF;

    LOOP
        INSERT INTO pawl.job (
            id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token,
            retention_s, failed_retention_s, unique_key, idempotency_key, tags, payload)
        VALUES (
            id, queue, type, state, priority, due_at, now_, 0, 0, 0, 0,
            ceil(extract(epoch FROM retention)), ceil(extract(epoch FROM failed_retention)), unique_key, idempotency_key,
            CASE WHEN cardinality(tags) > 0 THEN to_json(tags)::text END, bytes)
        ON CONFLICT DO NOTHING;
        EXIT WHEN FOUND;
        SELECT live.id INTO earlier FROM pawl.job AS live WHERE live.unique_key = unique_key;
        IF FOUND THEN
            DELETE FROM pawl.idempotency AS known
            WHERE known.queue = queue AND known.key = idempotency_key AND known.job = id;
            RETURN earlier;
        END IF;
    END LOOP;

    IF state = 'Queued' THEN
        INSERT INTO pawl.ready (queue, priority, run_at, job, type, crashes) VALUES (queue, priority, due_at, id, type, 0);
    END IF;

    INSERT INTO pawl.counter_change (queue, type, state, change) VALUES (queue, type, state, 1);
    PERFORM pg_notify('pawl', CASE state WHEN 'Queued' THEN '|JobsQueued|' || queue ELSE '|JobsScheduled|' END);
    RETURN id;
END $$;
