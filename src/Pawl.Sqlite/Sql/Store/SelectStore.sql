-- Reads how the last owner left the file.
-- Parameters: none
SELECT is_clean, clock_at FROM store WHERE id = 1;
