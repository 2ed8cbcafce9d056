-- title: an article's length is not what its row says
-- means: char_count is the number of code points of the text
-- advice: Rebuild the package: lengths are computed.
-- scope: article
SELECT 'articles' AS table_name, {{ key('articles') }} AS key, 'char_count' AS column_name, char_count::VARCHAR AS value, length(text)::VARCHAR AS expected
FROM articles WHERE text IS NOT NULL AND length(text) <> char_count
