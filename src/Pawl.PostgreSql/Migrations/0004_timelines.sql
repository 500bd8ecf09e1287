-- Leases end with a failover that loses what they rest on. PostgreSQL begins a new timeline whenever a standby takes over; a worker of an
-- older one may hold what the new primary never heard of, or has given away, so it neither claims nor is renewed any more.

-- The present timeline; empty where the server does not tell, and then nothing is noticed.
CREATE FUNCTION pawl.timeline() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN left(pg_walfile_name(pg_current_wal_insert_lsn()), 8);
EXCEPTION WHEN OTHERS THEN
    RETURN '';
END $$;

ALTER TABLE pawl.worker ADD COLUMN timeline text NOT NULL DEFAULT pawl.timeline();

-- Numbers that were leased to nodes just before a failover may be unknown now, and still in use; they are near the last one known.
ALTER TABLE pawl.node ADD COLUMN timeline text NOT NULL DEFAULT pawl.timeline();
