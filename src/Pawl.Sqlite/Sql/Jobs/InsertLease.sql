-- Gives a job to a worker.
-- Parameters: $1 job, $2 token, $3 worker, $4 started_at
INSERT INTO lease (job, token, worker, started_at) VALUES ($1, $2, $3, $4);
