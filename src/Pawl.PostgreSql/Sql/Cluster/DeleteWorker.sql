-- Forgets a worker that holds nothing; its types go with it. The caller has it locked, so that it cannot claim meanwhile.
-- Parameters: $1 id
DELETE FROM pawl.worker WHERE id = $1 AND NOT EXISTS (SELECT FROM pawl.lease WHERE lease.worker = $1);
