-- Lets a worker claim no more; its leases go on. The caller has it locked, so that no claim of its is under way.
-- Parameters: $1 id, $2 now
UPDATE pawl.worker SET closed_at = coalesce(closed_at, $2) WHERE id = $1;
