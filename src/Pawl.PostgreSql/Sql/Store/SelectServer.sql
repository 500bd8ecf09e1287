-- Reads what the server is and how much it loses with power, and which process of it answers.
-- Parameters: none
SELECT
    current_setting('server_version'), current_setting('server_version_num')::integer, current_setting('fsync') = 'on',
    current_setting('full_page_writes') = 'on', current_setting('synchronous_commit'), current_setting('synchronous_standby_names'),
    pg_backend_pid();
