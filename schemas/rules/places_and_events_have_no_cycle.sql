-- title: a place or event contains itself
-- means: Following parent_id or parent_event_id never comes back
-- advice: Mend the parent.
-- reads: places, events
WITH RECURSIVE parents AS (
  SELECT 'places' AS table_name, place_id AS id, parent_id AS parent FROM places WHERE parent_id IS NOT NULL
  UNION ALL
  SELECT 'events', event_id, parent_event_id FROM events WHERE parent_event_id IS NOT NULL
), up AS (
  SELECT table_name, id, parent, 1 AS depth FROM parents
  UNION ALL
  SELECT u.table_name, u.id, n.parent, u.depth + 1
  FROM up u JOIN parents n ON n.table_name = u.table_name AND n.id = u.parent
  WHERE u.parent <> u.id AND u.depth < 50
)
SELECT DISTINCT table_name, id AS key, CASE table_name WHEN 'places' THEN 'parent_id' ELSE 'parent_event_id' END AS column_name, parent AS value, 'a parent that does not lead back here' AS expected
FROM up WHERE parent = id
