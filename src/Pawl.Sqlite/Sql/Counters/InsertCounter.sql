-- Begins a counter.
-- Parameters: $1 queue, $2 type, $3 state, $4 count
INSERT INTO counter (queue, type, state, count) VALUES ($1, $2, $3, $4);
