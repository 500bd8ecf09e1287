-- Makes the rows of new schedules, so that nobody else makes them; what they hold is written later in the transaction. A name that is
-- taken is passed over.
-- Differs from sqlite: the row comes first here, as a lock.
-- Parameters: $1 names
INSERT INTO pawl.schedule (name, revision, version, decided_until)
SELECT name, 0, 0, pawl.clock() FROM unnest($1) AS given (name)
ON CONFLICT DO NOTHING;
