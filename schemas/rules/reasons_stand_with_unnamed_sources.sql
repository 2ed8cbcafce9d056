-- title: a reason for anonymity stands with a named source or not in the text
-- means: anonymity_reason is verbatim, and only of sources that are not named
-- advice: Copy the reason from the text, or remove it.
-- scope: article
SELECT 'attributions' AS table_name, {{ key('attributions', 't') }} AS key, 'anonymity_reason' AS column_name, t.anonymity_reason AS value, 'words of the article about an unnamed source' AS expected
FROM attributions t JOIN claims c USING (claim_id) JOIN articles a USING (article_id)
WHERE t.anonymity_reason IS NOT NULL
  AND (coalesce(t.identification, '') NOT LIKE 'unnamed%' OR (a.text IS NOT NULL AND NOT contains(a.text, t.anonymity_reason)))
