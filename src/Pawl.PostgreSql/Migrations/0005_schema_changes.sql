-- Which code works with the schema, and who changes it.
-- Older code on a newer schema: nodes are replaced one after the other, and one may have to go back. A migration that takes something
-- away, or changes what it means, raises the number; one that only adds does not.
ALTER TABLE pawl.identity ADD COLUMN works_with integer NOT NULL DEFAULT 5; -- the oldest schema that code may know

-- Partitions come and go with the days, by the right of whoever made the schema: nodes may be allowed to read and write rows only.
ALTER FUNCTION pawl.add_archive_day(date) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION pawl.drop_archive_day(date) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
