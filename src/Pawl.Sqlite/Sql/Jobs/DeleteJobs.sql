-- Deletes a run of live jobs.
-- Parameters: $1 first id, $2 last id
DELETE FROM job WHERE id BETWEEN $1 AND $2;
