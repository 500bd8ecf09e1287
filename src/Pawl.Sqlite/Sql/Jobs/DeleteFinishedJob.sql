-- Deletes a finished job.
-- Parameters: $1 id
DELETE FROM archive WHERE id = $1;
