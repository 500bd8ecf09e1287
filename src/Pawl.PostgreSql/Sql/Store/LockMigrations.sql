-- Lets one node migrate at a time; the others wait until its transaction has ended.
-- Parameters: none
SELECT pg_advisory_xact_lock(hashtext('pawl.migration'));
