-- Finds the live job that carries a unique key.
-- Parameters: $1 unique_key
SELECT id FROM pawl.job WHERE unique_key = $1;
