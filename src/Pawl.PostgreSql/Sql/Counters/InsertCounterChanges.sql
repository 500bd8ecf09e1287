-- Records by how much counters change. Differs from sqlite: rows are added, for no two transactions meet on one.
-- Parameters: $1 queues, $2 types, $3 states, $4 changes
INSERT INTO pawl.counter_change (queue, type, state, change)
SELECT * FROM unnest($1, $2, $3, $4);
