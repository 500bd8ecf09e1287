-- Gives a job that does not run another state and time.
-- Parameters: $1 id, $2 state, $3 run_at
UPDATE job SET state = $2, run_at = $3, waiting_reason = NULL WHERE id = $1 AND id NOT IN (SELECT job FROM lease);
