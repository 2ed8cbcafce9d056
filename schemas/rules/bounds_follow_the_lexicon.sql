-- title: a figure's bounds are not what its words say
-- means: quantity_form, lower and upper follow from quantity_text by the lexicon (schemas/quantities.yaml)
-- advice: Bounds are computed; quote the words that tell how many.
-- scope: article
SELECT 'casualty_reports' AS table_name, {{ key('casualty_reports', 'k') }} AS key, 'lower' AS column_name,
       k.quantity_text || ' as ' || k.quantity_form || ' ' || coalesce(k.lower::VARCHAR, 'open') || '-' || coalesce(k.upper::VARCHAR, 'open') AS value,
       CASE WHEN q.is_read THEN coalesce(q.lower::VARCHAR, 'open') || '-' || coalesce(q.upper::VARCHAR, 'open') ELSE 'words that the lexicon reads as ' || k.quantity_form END AS expected
FROM casualty_reports k JOIN quantity_readings q USING (quantity_text, quantity_form)
WHERE NOT q.is_read OR q.lower IS DISTINCT FROM k.lower OR q.upper IS DISTINCT FROM k.upper
