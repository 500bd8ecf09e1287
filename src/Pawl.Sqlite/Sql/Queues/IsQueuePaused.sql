-- Tells whether a queue is paused.
-- Parameters: $1 name
SELECT EXISTS (SELECT 1 FROM queue WHERE name = $1 AND paused_at IS NOT NULL);
