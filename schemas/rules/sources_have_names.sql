-- title: a source has no name form in the article that quotes it
-- means: Every actor that speaks below hop 0 has a row in actor_names for the article
-- advice: List the words that name the source among the article's names.
-- scope: article
SELECT 'attributions' AS table_name, {{ key('attributions', 't') }} AS key, 'actor_id' AS column_name, t.actor_id AS value,
       'a name of the actor in ' || c.article_id AS expected
FROM attributions t JOIN claims c USING (claim_id)
WHERE t.hop > 0 AND t.actor_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM actor_names n WHERE n.actor_id = t.actor_id AND n.article_id = c.article_id)
