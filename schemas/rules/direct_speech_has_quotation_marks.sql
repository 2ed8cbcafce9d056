-- title: a claim is coded as direct speech, but its words are not quoted
-- means: The quote of a direct claim stands between quotation marks; in the sentence of a mixed one there are some
-- advice: Code it as indirect or mixed, or shorten the quote to the words between the marks.
WITH placed AS (
  SELECT c.*, substring(a.text, b.char_start + 1, c.char_start - b.char_start) AS before,
         substring(a.text, s.char_start + 1, s.char_end - s.char_start) AS sentence
  FROM claims c JOIN articles a USING (article_id)
  JOIN blocks b ON b.article_id = c.article_id AND c.char_start >= b.char_start AND c.char_end <= b.char_end
  JOIN sentences s ON s.article_id = c.article_id AND c.char_start >= s.char_start AND c.char_end <= s.char_end
  WHERE a.text IS NOT NULL AND c.speech IN ('direct', 'mixed')
)
SELECT 'claims' AS table_name, {{ key('claims', 'p') }} AS key, 'speech' AS column_name, speech AS value, 'quotation marks around the words' AS expected
FROM placed p
WHERE (speech = 'direct'
       AND NOT regexp_matches(quote, '^["“‘«]')
       AND NOT regexp_matches(before, '[“«][^”»]*$')
       AND NOT regexp_matches(before, '(^|\s)‘[^’]*$')
       AND (length(before) - length(replace(before, '"', ''))) % 2 = 0)
   OR (speech = 'mixed' AND NOT regexp_matches(sentence, '["“”‘’«»]'))
