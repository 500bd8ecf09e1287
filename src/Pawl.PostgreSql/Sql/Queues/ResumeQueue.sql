-- Lets a queue go on.
-- Parameters: $1 name
DELETE FROM pawl.queue WHERE name = $1;
