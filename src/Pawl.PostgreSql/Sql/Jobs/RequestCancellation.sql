-- Asks for a running job to stop; the first reason stands.
-- Parameters: $1 id, $2 cancel_reason
UPDATE pawl.lease SET cancel_reason = coalesce(cancel_reason, $2) WHERE job = $1;
