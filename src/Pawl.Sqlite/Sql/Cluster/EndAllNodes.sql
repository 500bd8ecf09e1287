-- Ends the lease of every node. Run when the file is opened: its one owner is new, so every node is dead.
-- Parameters: $1 now
UPDATE node SET lease_until = min(lease_until, $1);
