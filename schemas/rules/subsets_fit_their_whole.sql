-- title: a part is larger than its whole, or of another event or harm
-- means: A report that is a subset has the whole's event and harm, and its fewest are not more than the whole's most
-- advice: Point subset_of to the report that includes these victims.
-- reads: casualty_reports.subset_of, casualty_reports.event_id, casualty_reports.harm, casualty_reports.lower, casualty_reports.upper
SELECT 'casualty_reports' AS table_name, {{ key('casualty_reports', 'k') }} AS key, 'subset_of' AS column_name, k.subset_of AS value,
       'a whole of the same event and harm that is at least as large' AS expected
FROM casualty_reports k JOIN casualty_reports w ON k.subset_of = w.casualty_id
WHERE k.event_id <> w.event_id OR (k.harm <> w.harm AND w.harm <> 'killed_or_injured') OR k.lower > w.upper
