-- title: a claim is coded as direct or mixed speech, but its words are not quoted
-- means: The quote of a direct claim stands between quotation marks and ends before the closing one; in the sentence of a mixed one there are some. An apostrophe is none
-- advice: Code it as indirect or mixed, or shorten the quote to the words between the marks.
-- scope: article
{# A text without the apostrophes inside words ("don’t") and after a plural ("guards’ house"), which look like closing marks. #}
{% macro unapostrophed(text) %}regexp_replace(regexp_replace({{ text }}, '(\S)[’'']([^\s[:punct:]—–“”«»…])', '\1\2', 'g'), 's’ (\w)', 's \1', 'g'){% endmacro %}
WITH placed AS (
  SELECT c.*, {{ unapostrophed('substring(a.text, b.char_start + 1, c.char_start - b.char_start)') }} AS before,
         regexp_replace({{ unapostrophed('c.quote') }}, '[\s[:punct:]”’»…]+$', '', 'g') AS words,
         {{ unapostrophed('substring(a.text, s.char_start + 1, s.char_end - s.char_start)') }} AS sentence
  FROM claims c JOIN articles a USING (article_id)
  JOIN blocks b ON b.article_id = c.article_id AND c.char_start >= b.char_start AND c.char_end <= b.char_end
  JOIN sentences s ON s.article_id = c.article_id AND c.char_start >= s.char_start AND c.char_end <= s.char_end
  WHERE a.text IS NOT NULL AND c.speech IN ('direct', 'mixed')
)
SELECT 'claims' AS table_name, {{ key('claims', 'p') }} AS key, 'speech' AS column_name, speech AS value, 'quotation marks around the words' AS expected
FROM placed p
WHERE (speech = 'direct'
       {% for opening, closing in (('“', '”'), ('«', '»'), ('‘', '’')) %}
       AND NOT ((starts_with(quote, '{{ opening }}') OR regexp_matches(before, '(^|[\s[:punct:]—–“«]){{ opening }}[^{{ closing }}]*$'))
                AND NOT contains(words, '{{ closing }}'))
       {% endfor %}
       AND NOT ((starts_with(quote, '"') OR (length(before) - length(replace(before, '"', ''))) % 2 = 1)
                AND NOT contains(substring(words, 2), '"')))
   OR (speech = 'mixed' AND NOT regexp_matches(sentence, '["“”«»]|(^|[\s[:punct:]—–])‘.*[^\s]’'))
