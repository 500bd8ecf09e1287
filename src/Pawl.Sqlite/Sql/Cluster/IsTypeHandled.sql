-- Tells whether any live worker has a handler for a type.
-- Parameters: $1 type, $2 now
SELECT EXISTS (
    SELECT 1 FROM worker_type JOIN worker ON worker.id = worker_type.worker
    WHERE worker_type.type = $1
      AND worker.lease_until > $2);
