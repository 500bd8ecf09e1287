-- Lets one node at a time choose its number.
-- Parameters: none
LOCK TABLE pawl.node IN SHARE ROW EXCLUSIVE MODE;
