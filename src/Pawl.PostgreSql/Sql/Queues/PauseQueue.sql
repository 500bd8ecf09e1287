-- Pauses a queue; pausing again keeps the first time and takes the new reason.
-- Parameters: $1 name, $2 paused_at, $3 pause_reason
INSERT INTO pawl.queue AS queue (name, paused_at, pause_reason)
VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET paused_at = coalesce(queue.paused_at, excluded.paused_at), pause_reason = excluded.pause_reason;
