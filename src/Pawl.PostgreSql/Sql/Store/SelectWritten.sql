-- Tells up to where the primary has written its log: what was acknowledged is before that.
-- Parameters: none
SELECT pg_current_wal_insert_lsn();
