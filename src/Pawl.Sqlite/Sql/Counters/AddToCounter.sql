-- Changes a counter.
-- Parameters: $1 queue, $2 type, $3 state, $4 change
INSERT INTO counter (queue, type, state, count)
VALUES ($1, $2, $3, $4)
ON CONFLICT (queue, type, state) DO UPDATE SET count = count + excluded.count;
