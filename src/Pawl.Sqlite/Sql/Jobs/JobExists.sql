-- Tells whether a job is stored, alive or finished.
-- Parameters: $1 id
SELECT EXISTS (SELECT 1 FROM job WHERE id = $1) OR EXISTS (SELECT 1 FROM archive WHERE id = $1);
