-- Lets one node at a time choose its number. No lock on the table: heartbeats of all nodes would wait for one that hangs as it joins.
-- Parameters: none
SELECT pg_advisory_xact_lock(hashtext('pawl.join'));
