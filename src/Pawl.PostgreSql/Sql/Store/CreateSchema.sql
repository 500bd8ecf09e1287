-- Makes the schema. The caller has it to itself.
-- Parameters: none
CREATE SCHEMA IF NOT EXISTS pawl;
