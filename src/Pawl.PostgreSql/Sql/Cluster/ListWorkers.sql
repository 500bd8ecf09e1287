-- Reads the known workers, the newest first.
-- Parameters: $1 limit
SELECT id, node_name, queue, concurrency, started_at, lease_until FROM pawl.worker ORDER BY id DESC LIMIT $1;
