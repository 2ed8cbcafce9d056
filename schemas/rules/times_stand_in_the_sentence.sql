-- title: a time is not in the claim's sentence, or has no basis
-- means: time_text is verbatim from the sentence; a time has a basis, and a basis a time
-- advice: Copy the time words from the sentence and name how the date was worked out.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'time_text' AS column_name, c.time_text AS value, 'words of the sentence' AS expected
FROM claims c JOIN articles a USING (article_id)
JOIN sentences s ON s.article_id = c.article_id AND c.char_start >= s.char_start AND c.char_end <= s.char_end
WHERE a.text IS NOT NULL AND c.time_text IS NOT NULL AND NOT contains(substring(a.text, s.char_start + 1, s.char_end - s.char_start), c.time_text)
UNION ALL
SELECT 'claims', {{ key('claims', 'c') }}, 'time_basis', time_basis, 'none where there is no time, and only there'
FROM claims c WHERE (time_basis = 'none') <> (time_text IS NULL AND time_edtf IS NULL)
