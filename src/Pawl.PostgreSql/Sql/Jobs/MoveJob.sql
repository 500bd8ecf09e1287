-- Gives a job that does not run another state and time.
-- Parameters: $1 id, $2 state, $3 run_at
UPDATE pawl.job SET state = $2, run_at = $3, waiting_reason = NULL WHERE id = $1 AND NOT EXISTS (SELECT FROM pawl.lease WHERE job = $1);
