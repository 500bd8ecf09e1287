-- Frees every duty. Run when the file is opened: its one owner is new.
-- Parameters: none
DELETE FROM duty;
