-- Forgets a worker; its types go with it.
-- Parameters: $1 id
DELETE FROM worker WHERE id = $1;
