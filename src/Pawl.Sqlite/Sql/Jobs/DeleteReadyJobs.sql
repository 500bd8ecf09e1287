-- Takes neighbours out of what may be claimed, from the first to the last.
-- Parameters: $1 queue, $2 priority, $3 run_at, $4 job of the first, $5 priority, $6 run_at, $7 job of the last
DELETE FROM ready
WHERE queue = $1
  AND (priority, run_at, job) >= ($2, $3, $4)
  AND (priority, run_at, job) <= ($5, $6, $7);
