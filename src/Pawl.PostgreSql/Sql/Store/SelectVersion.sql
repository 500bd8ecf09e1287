-- Reads the number of the newest migration that was applied.
-- Parameters: none
SELECT max(number) FROM pawl.migration;
