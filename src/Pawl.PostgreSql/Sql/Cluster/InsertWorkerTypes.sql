-- Records which handlers a worker has.
-- Parameters: $1 types, $2 worker
INSERT INTO pawl.worker_type (type, worker) SELECT unnest($1), $2;
