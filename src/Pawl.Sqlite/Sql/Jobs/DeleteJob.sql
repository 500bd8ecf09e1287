-- Deletes a live job.
-- Parameters: $1 id
DELETE FROM job WHERE id = $1;
