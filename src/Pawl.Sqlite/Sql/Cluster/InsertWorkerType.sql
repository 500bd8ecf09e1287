-- Records that a worker has a handler.
-- Parameters: $1 type, $2 worker
INSERT INTO worker_type (type, worker) VALUES ($1, $2);
