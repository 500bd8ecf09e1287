-- Tells which store the database holds.
-- Parameters: none
SELECT id, current_database() FROM pawl.identity;
