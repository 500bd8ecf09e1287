-- Makes a worker live. One that is there already was made by the same call, whose answer was lost.
-- Parameters: $1 id, $2 nonce, $3 node_name, $4 queue, $5 concurrency, $6 started_at, $7 lease_until
INSERT INTO pawl.worker (id, nonce, node_name, queue, concurrency, started_at, lease_until)
VALUES ($1, $2, $3, $4, $5, $6, $7);
