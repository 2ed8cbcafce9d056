-- title: a source or cue is not where its row says
-- means: source_text and cue are slices of the article at their offsets; below hop 0 a source has words, an actor and an identification
-- advice: Copy the words that name the source from the text.
-- scope: article
{# Materialized, so that the texts are joined last: before, every claim would carry its article's text along. #}
WITH placed AS MATERIALIZED (
  SELECT t.*, c.article_id FROM attributions t JOIN claims c USING (claim_id) WHERE t.source_text IS NOT NULL OR t.cue IS NOT NULL
)
SELECT 'attributions' AS table_name, {{ key('attributions', 't') }} AS key, 'source_text' AS column_name, t.source_text AS value,
       substring(a.text, t.source_start + 1, t.source_end - t.source_start) AS expected
FROM placed t JOIN articles a USING (article_id)
WHERE a.text IS NOT NULL AND (t.source_text IS NULL) = (t.source_start IS NULL) AND t.source_text <> substring(a.text, t.source_start + 1, t.source_end - t.source_start)
UNION ALL
SELECT 'attributions', {{ key('attributions', 't') }}, 'cue', t.cue, substring(a.text, t.cue_start + 1, t.cue_end - t.cue_start)
FROM placed t JOIN articles a USING (article_id)
WHERE a.text IS NOT NULL AND t.cue <> substring(a.text, t.cue_start + 1, t.cue_end - t.cue_start)
UNION ALL
SELECT 'attributions', {{ key('attributions', 't') }}, 'source_start', concat_ws('-', source_start, source_end, cue_start, cue_end), 'an offset for each text, and only then'
FROM attributions t
WHERE (source_text IS NULL) <> (source_start IS NULL) OR (source_start IS NULL) <> (source_end IS NULL)
   OR (cue IS NULL) <> (cue_start IS NULL) OR (cue_start IS NULL) <> (cue_end IS NULL)
UNION ALL
SELECT 'attributions', {{ key('attributions', 't') }}, 'source_text', source_text, 'words, an actor and an identification'
FROM attributions t WHERE hop > 0 AND (source_text IS NULL OR actor_id IS NULL OR identification IS NULL)
