-- Deletes live jobs, all in one statement.
-- Parameters: $1 ids as a JSON array
DELETE FROM job WHERE id IN (SELECT value FROM json_each($1));
