-- Reads the id of the last row that a bounded look at live jobs reaches; null when it reaches the end.
-- Parameters: $1 below_id, $2 rows
SELECT id FROM pawl.job WHERE id < $1 ORDER BY id DESC LIMIT 1 OFFSET $2 - 1;
