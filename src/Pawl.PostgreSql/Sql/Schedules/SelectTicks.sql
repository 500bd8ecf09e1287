-- Reads which ticks of a schedule have a job.
-- Parameters: $1 schedule, $2 at
SELECT at FROM pawl.tick WHERE schedule = $1 AND at = ANY ($2);
