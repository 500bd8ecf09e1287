-- Lets who has read a schedule before see that jobs came beside its ticks.
-- Parameters: $1 name, $2 jobs
UPDATE schedule SET revision = revision + $2 WHERE name = $1;
