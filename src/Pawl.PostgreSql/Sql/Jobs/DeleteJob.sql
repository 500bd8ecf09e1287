-- Deletes a live job.
-- Parameters: $1 id
DELETE FROM pawl.job WHERE id = $1;
