-- Sets a queued job aside.
-- Parameters: $1 id, $2 waiting_reason
UPDATE job SET state = 'Waiting', waiting_reason = $2 WHERE id = $1 AND state = 'Queued';
