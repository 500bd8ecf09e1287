-- Reads the workers that have not renewed in time.
-- Parameters: $1 now
SELECT id FROM worker WHERE lease_until <= $1 ORDER BY id;
