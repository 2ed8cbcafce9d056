-- title: words of a claim-carrying block are in no sentence
-- means: Only white space may stand between the sentences of a block that carries claims
-- advice: Add the sentence that holds the words.
-- scope: article
WITH ordered AS (
  SELECT s.*, lag(char_end) OVER (PARTITION BY article_id, block_index ORDER BY char_start) AS before,
         lead(char_start) OVER (PARTITION BY article_id, block_index ORDER BY char_start) IS NULL AS is_last
  FROM sentences s
), gaps AS (
  SELECT b.article_id, b.block_index, coalesce(o.before, b.char_start) AS gap_start, coalesce(o.char_start, b.char_end) AS gap_end
  FROM blocks b LEFT JOIN ordered o USING (article_id, block_index)
  WHERE b.kind IN ({{ terms('block_kind', 'carries_claims') }})
  UNION ALL
  SELECT b.article_id, b.block_index, o.char_end, b.char_end
  FROM blocks b JOIN ordered o USING (article_id, block_index)
  WHERE o.is_last AND b.kind IN ({{ terms('block_kind', 'carries_claims') }})
)
SELECT 'blocks' AS table_name, {{ key('blocks', 'g') }} AS key, 'char_start' AS column_name,
       trim(substring(a.text, gap_start + 1, gap_end - gap_start), ' ' || chr(9) || chr(10) || chr(160)) AS value, 'a sentence around these words' AS expected
FROM gaps g JOIN articles a USING (article_id)
WHERE a.text IS NOT NULL AND gap_end > gap_start AND regexp_matches(substring(a.text, gap_start + 1, gap_end - gap_start), '[^\s\p{Z}]')
