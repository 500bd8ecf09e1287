-- Changes a counter that exists.
-- Parameters: $1 queue, $2 type, $3 state, $4 change
UPDATE counter SET count = count + $4 WHERE queue = $1 AND type = $2 AND state = $3;
