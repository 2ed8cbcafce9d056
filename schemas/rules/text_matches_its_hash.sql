-- title: an article's text is not the one that was coded
-- means: text_sha256 is the SHA-256 of the text's UTF-8 bytes
-- advice: Restore the text as it was coded; every offset counts in it.
-- scope: article
SELECT 'articles' AS table_name, {{ key('articles') }} AS key, 'text_sha256' AS column_name, text_sha256 AS value, sha256(text) AS expected
FROM articles WHERE text IS NOT NULL AND sha256(text) <> text_sha256
