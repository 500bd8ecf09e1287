-- Stores the checkpoint and progress of a running job; null leaves the old one.
-- Parameters: $1 id, $2 token, $3 worker, $4 checkpoint, $5 progress
UPDATE job
SET checkpoint = coalesce($4, checkpoint), progress = coalesce($5, progress)
WHERE id = $1
  AND EXISTS (SELECT 1 FROM lease WHERE job = $1 AND token = $2 AND worker = $3);
