-- title: an actor's name is not where its row says
-- means: Each form stands in its article at first_char_start
-- advice: Copy the form from the text; counts are computed.
SELECT 'actor_names' AS table_name, {{ key('actor_names', 'n') }} AS key, 'name' AS column_name, n.name AS value, substring(a.text, n.first_char_start + 1, length(n.name)) AS expected
FROM actor_names n JOIN articles a USING (article_id)
WHERE a.text IS NOT NULL AND n.name <> substring(a.text, n.first_char_start + 1, length(n.name))
