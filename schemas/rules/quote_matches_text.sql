-- title: a claim's quote is not in its article
-- means: text[char_start:char_end] is the quote, letter by letter
-- advice: Code it as printed; offsets are computed by the build, never typed.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'quote' AS column_name, quote AS value,
       substring(a.text, char_start + 1, char_end - char_start) AS expected
FROM claims c JOIN articles a USING (article_id)
WHERE a.text IS NOT NULL
  AND (quote <> substring(a.text, char_start + 1, char_end - char_start) OR char_end - char_start <> length(quote))
