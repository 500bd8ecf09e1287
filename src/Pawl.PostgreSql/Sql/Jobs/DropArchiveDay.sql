-- Drops a day of the archive, and tells how many jobs of each kind were in it; fails with 55P03 when the table is in use.
-- Parameters: $1 day
SELECT queue, type, state, count FROM pawl.drop_archive_day($1);
