-- Ends leases, all in one statement.
-- Parameters: $1 jobs as a JSON array
DELETE FROM lease WHERE job IN (SELECT value FROM json_each($1));
