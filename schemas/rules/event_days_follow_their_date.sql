-- title: an event's days are not those of its date
-- means: date_start and date_end are the first and last day that date_edtf allows, the first not after the last
-- advice: Rebuild the package: the days are computed.
-- scope: article
SELECT 'events' AS table_name, {{ key('events', 'x') }} AS key, 'date_start' AS column_name, concat_ws(' to ', x.date_start, x.date_end) AS value, concat_ws(' to ', e.first_day, e.last_day) AS expected
FROM events x LEFT JOIN edtf_readings e ON e.edtf = x.date_edtf
WHERE coalesce(e.is_read, true) AND (x.date_start IS DISTINCT FROM e.first_day OR x.date_end IS DISTINCT FROM e.last_day OR x.date_start > x.date_end)
