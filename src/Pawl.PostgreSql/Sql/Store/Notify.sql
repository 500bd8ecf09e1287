-- Tells the other nodes something.
-- Parameters: $1 payloads
SELECT pg_notify('pawl', payload) FROM unnest($1) AS payload;
