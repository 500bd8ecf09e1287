-- Reads the numbers that were ever leased, the last given first, and whether that was since the last failover.
-- Parameters: none
SELECT generator, lease_until, timeline = pawl.timeline() FROM pawl.node ORDER BY joined_at DESC, generator DESC;
