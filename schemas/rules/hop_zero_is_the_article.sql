-- title: hop 0 is not the article itself
-- means: Hop 0 is the article: its publisher where it names one, without source words or cue
-- advice: Rebuild the package: hop 0 is computed.
-- scope: article
SELECT 'attributions' AS table_name, {{ key('attributions', 't') }} AS key, 'actor_id' AS column_name, t.actor_id AS value, a.publisher_id AS expected
FROM attributions t JOIN claims c USING (claim_id) JOIN articles a USING (article_id)
WHERE t.hop = 0 AND (t.actor_id IS DISTINCT FROM a.publisher_id OR t.source_text IS NOT NULL OR t.cue IS NOT NULL)
