-- Deletes a schedule; its versions and its ledger stay.
-- Parameters: $1 name
DELETE FROM schedule WHERE name = $1;
