-- title: sentence numbers do not follow the text
-- means: sentence_index counts from 0 in reading order and sentences do not overlap
-- advice: Rebuild the package: numbers are computed.
-- scope: article
WITH seen AS (
  SELECT *, row_number() OVER (PARTITION BY article_id ORDER BY char_start, char_end) - 1 AS due,
         lag(char_end) OVER (PARTITION BY article_id ORDER BY char_start, char_end) AS before
  FROM sentences
)
SELECT 'sentences' AS table_name, {{ key('sentences', 's') }} AS key, 'sentence_index' AS column_name, sentence_index::VARCHAR AS value, due::VARCHAR AS expected
FROM seen s WHERE sentence_index <> due OR char_start < before
