-- title: casualty reports include each other in a circle
-- means: Following subset_of never comes back to the same report
-- advice: A part cannot include its whole.
-- reads: casualty_reports.subset_of
WITH RECURSIVE chain AS (
  SELECT casualty_id, subset_of, 1 AS depth FROM casualty_reports WHERE subset_of IS NOT NULL
  UNION ALL
  SELECT c.casualty_id, w.subset_of, depth + 1
  FROM chain c JOIN casualty_reports w ON c.subset_of = w.casualty_id
  WHERE w.subset_of IS NOT NULL AND c.subset_of <> c.casualty_id AND depth < 100
)
SELECT DISTINCT 'casualty_reports' AS table_name, {{ key('casualty_reports', 'k') }} AS key, 'subset_of' AS column_name, k.subset_of AS value, 'a report that does not lead back here' AS expected
FROM chain JOIN casualty_reports k USING (casualty_id) WHERE chain.subset_of = chain.casualty_id
