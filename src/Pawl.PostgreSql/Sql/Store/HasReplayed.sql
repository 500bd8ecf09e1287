-- Tells whether a server has all up to a place in the log: a standby that has replayed it, or the primary.
-- Parameters: $1 place
SELECT NOT pg_is_in_recovery() OR coalesce(pg_last_wal_replay_lsn() >= $1, false);
