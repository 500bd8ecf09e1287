-- Reads the clock.
-- Parameters: none
SELECT pawl.clock();
