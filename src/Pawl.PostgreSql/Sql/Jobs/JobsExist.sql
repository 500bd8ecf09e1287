-- Reads which ids are stored, alive or finished. Differs from sqlite: many at once.
-- Parameters: $1 ids
SELECT id FROM pawl.job WHERE id = ANY ($1)
UNION ALL
SELECT id FROM pawl.archive WHERE id = ANY ($1);
