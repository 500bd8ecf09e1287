-- Deletes a finished job.
-- Parameters: $1 id
DELETE FROM pawl.archive WHERE id = $1;
