-- Older code on a newer schema: an application may have to go back to the release before. A migration that takes something away, or
-- changes what it means, raises the number; one that only adds does not.
ALTER TABLE store ADD COLUMN works_with INTEGER NOT NULL DEFAULT 3; -- the oldest schema that code may know
