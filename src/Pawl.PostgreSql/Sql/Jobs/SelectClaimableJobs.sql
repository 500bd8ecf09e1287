-- Reads, and locks, due jobs of a queue in the order of claims: lowest priority number first, then earliest due, then lowest id.
-- Differs from sqlite: SKIP LOCKED passes over what another claim is taking; the look begins at a floor, past the dead rows that a
-- long transaction elsewhere keeps from being removed; and the jobs themselves are read when they have been chosen.
-- Parameters: $1 queue, $2 types, $3 priority, $4 run_at, $5 job (the floor), $6 limit
SELECT ctid::text, job, priority, run_at, crashes
FROM pawl.ready
WHERE queue = $1
  AND (priority, run_at, job) >= ($3, $4, $5)
  AND type = ANY ($2)
  AND NOT EXISTS (SELECT FROM pawl.queue WHERE name = $1 AND paused_at IS NOT NULL)
ORDER BY queue, priority, run_at, job
LIMIT $6
FOR UPDATE SKIP LOCKED;
