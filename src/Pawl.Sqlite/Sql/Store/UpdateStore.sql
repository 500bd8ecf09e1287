-- Records how the owner leaves the file, and the store's clock.
-- Parameters: $1 is_clean, $2 clock_at
UPDATE store SET is_clean = $1, clock_at = $2 WHERE id = 1;
