-- title: a claim's certainty and the words that make it doubtful do not fit
-- means: A probable or possible claim has a hedge, a certain one has none, and a hedge stands in the claim's sentence
-- advice: Copy the hedge from the sentence, or mend the certainty.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'hedge' AS column_name, hedge AS value, 'the words that make the claim ' || certainty AS expected
FROM claims c WHERE certainty IN ('probable', 'possible') AND hedge IS NULL
UNION ALL
SELECT 'claims', {{ key('claims', 'c') }}, 'hedge', c.hedge, 'words of the sentence'
FROM claims c JOIN articles a USING (article_id)
JOIN sentences s ON s.article_id = c.article_id AND c.char_start >= s.char_start AND c.char_end <= s.char_end
WHERE a.text IS NOT NULL AND c.hedge IS NOT NULL AND NOT contains(substring(a.text, s.char_start + 1, s.char_end - s.char_start), c.hedge)
UNION ALL
SELECT 'claims', {{ key('claims', 'c') }}, 'hedge', c.hedge, 'nothing: the claim is certain'
FROM claims c WHERE c.certainty = 'certain' AND c.hedge IS NOT NULL
