-- Tells whether Pawl has ever been here.
-- Parameters: none
SELECT to_regclass('pawl.migration') IS NOT NULL;
