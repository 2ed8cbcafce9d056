-- title: a claim's quote lies in no sentence that may carry claims
-- means: Every quote lies inside one sentence of its own article
-- advice: Shorten the quote to its sentence, or code the sentence that holds it.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'char_start' AS column_name, c.char_start || '-' || c.char_end AS value,
       'a span inside one sentence of ' || c.article_id AS expected
FROM claims c
WHERE NOT EXISTS (
  SELECT 1 FROM sentences s
  WHERE s.article_id = c.article_id AND c.char_start >= s.char_start AND c.char_end <= s.char_end AND s.no_claim IS NULL
)
