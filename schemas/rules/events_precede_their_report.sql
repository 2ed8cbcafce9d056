-- title: an article tells of an event as past that lies after it
-- means: An event is not dated after the article that reports it, unless it is predicted or planned
-- advice: Mend the event's date or the article's, or the claim's assertion.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'event_id' AS column_name, c.event_id || ' of ' || x.date_edtf AS value,
       'an event not after ' || a.published AS expected
FROM claims c JOIN events x USING (event_id) JOIN articles a USING (article_id) JOIN edtf_readings e ON e.edtf = a.published
WHERE c.assertion NOT IN ('predicted', 'intended', 'conditional') AND x.date_start > e.last_day
