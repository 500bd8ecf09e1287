-- Reads the numbers that were ever leased, the last given first.
-- Parameters: none
SELECT generator, lease_until FROM pawl.node ORDER BY joined_at DESC, generator DESC;
