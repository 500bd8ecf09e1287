-- Stores many new jobs at once, none of which was ever sent before: an id that is taken undoes the transaction.
-- Parameters: none
COPY pawl.job (
    id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token, retention_s, failed_retention_s,
    timeout_us, retry, tags, metadata, payload)
FROM STDIN (FORMAT BINARY);
