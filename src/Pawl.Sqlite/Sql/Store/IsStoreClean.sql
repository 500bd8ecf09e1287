-- Whether the last owner closed the file.
-- Parameters: none
SELECT is_clean FROM store WHERE id = 1;
