-- Reads the failures of a live job.
-- Parameters: $1 id
SELECT failures FROM job WHERE id = $1;
