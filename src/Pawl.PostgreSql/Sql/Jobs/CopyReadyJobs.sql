-- Lets many new jobs be claimed.
-- Parameters: none
COPY pawl.ready (queue, priority, run_at, job, type, crashes) FROM STDIN (FORMAT BINARY);
