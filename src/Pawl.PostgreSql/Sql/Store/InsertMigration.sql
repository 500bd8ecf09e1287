-- Records a migration.
-- Parameters: $1 number
INSERT INTO pawl.migration (number) VALUES ($1);
