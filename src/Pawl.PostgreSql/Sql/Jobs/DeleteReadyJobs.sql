-- Takes jobs that the transaction has locked out of the queue, by their place in the table.
-- Parameters: $1 places
DELETE FROM pawl.ready WHERE ctid = ANY ($1::tid[]);
