-- title: a sentence or quote begins or ends with white space
-- means: The span of a sentence, and a claim's quote, begin and end with a character that can be seen; an offset off by one is found where it takes in a space
-- advice: Rebuild the package: offsets are computed.
-- scope: article
SELECT 'sentences' AS table_name, {{ key('sentences', 's') }} AS key, 'char_start' AS column_name, s.char_start || '-' || s.char_end AS value,
       'a span without white space at its ends' AS expected
FROM sentences s JOIN articles a USING (article_id)
WHERE a.text IS NOT NULL AND regexp_matches(substring(a.text, s.char_start + 1, s.char_end - s.char_start), '^[\s\p{Z}]|[\s\p{Z}]$')
UNION ALL
SELECT 'claims', {{ key('claims', 'c') }}, 'quote', c.quote, 'words without white space at their ends'
FROM claims c WHERE regexp_matches(c.quote, '^[\s\p{Z}]|[\s\p{Z}]$')
