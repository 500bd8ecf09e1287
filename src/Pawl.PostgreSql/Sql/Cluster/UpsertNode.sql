-- Leases a number to a node, unless its holder has renewed it meanwhile.
-- Parameters: $1 generator, $2 name, $3 nonce, $4 joined_at, $5 lease_until
INSERT INTO pawl.node (generator, name, nonce, joined_at, lease_until)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (generator) DO UPDATE
SET
    name = excluded.name,
    nonce = excluded.nonce,
    joined_at = excluded.joined_at,
    lease_until = excluded.lease_until,
    timeline = excluded.timeline
WHERE node.lease_until <= excluded.joined_at;
