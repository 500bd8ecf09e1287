-- Lets a queue go on.
-- Parameters: $1 name
DELETE FROM queue WHERE name = $1;
