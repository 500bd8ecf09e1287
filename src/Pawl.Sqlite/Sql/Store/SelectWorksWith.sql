-- Reads the oldest schema that code may know, to work with a schema that is newer than it knows.
-- Parameters: none
SELECT works_with FROM store WHERE id = 1;
