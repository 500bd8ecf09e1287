-- Reads the clock, and has the rest of the transaction go by indexes whatever the statistics say: a queue that has just been filled
-- looks empty until it is analysed. Nor is anything planned anew for its values, or compiled, which would take longer than these
-- statements do. Who stops in the midst of a transaction would keep others from taking its jobs over for as long as its locks stand, so
-- the server ends such a session after some seconds. All of it is local to the transaction, so that poolers may be in between.
-- Parameters: none
SELECT
    pawl.clock(), set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true),
    set_config('enable_bitmapscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true),
    set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('idle_in_transaction_session_timeout', '5s', true);
