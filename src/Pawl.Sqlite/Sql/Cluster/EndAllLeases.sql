-- Ends the lease of every worker. Run when the file is opened: its one owner is new, so every worker is dead.
-- Parameters: $1 now
UPDATE worker SET lease_until = min(lease_until, $1);
