-- title: an actor's name is not where its row says
-- means: Each form stands in its article at first_char_start, and the article has it at least as often as mentions says
-- advice: Copy the form from the text; counts are computed.
-- scope: article
SELECT 'actor_names' AS table_name, {{ key('actor_names', 'n') }} AS key, 'name' AS column_name, n.name AS value, substring(a.text, n.first_char_start + 1, length(n.name)) AS expected
FROM actor_names n JOIN articles a USING (article_id)
WHERE a.text IS NOT NULL AND n.name <> substring(a.text, n.first_char_start + 1, length(n.name))
UNION ALL
SELECT 'actor_names', {{ key('actor_names', 'n') }}, 'mentions', n.mentions::VARCHAR, 'at most ' || (length(a.text) - length(replace(a.text, n.name, ''))) // length(n.name)
FROM actor_names n JOIN articles a USING (article_id)
WHERE a.text IS NOT NULL AND n.name <> '' AND n.mentions * length(n.name) > length(a.text) - length(replace(a.text, n.name, ''))
  AND contains(a.text, n.name)
