-- Reads the counters that are not 0.
-- Parameters: none
SELECT queue, type, state, count FROM counter WHERE count <> 0;
