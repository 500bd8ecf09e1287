-- Reads the highest id of any stored job.
-- Parameters: none
SELECT max(coalesce((SELECT max(id) FROM job), 0), coalesce((SELECT max(id) FROM archive), 0));
