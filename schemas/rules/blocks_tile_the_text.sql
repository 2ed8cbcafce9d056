-- title: blocks leave out or share a part of the text
-- means: The first block starts at 0, each ends where the next starts, the last ends where the text does
-- advice: List every block of the article in order.
-- scope: article
WITH seen AS (
  SELECT *, coalesce(lag(char_end) OVER (PARTITION BY article_id ORDER BY block_index), 0) AS due_start,
         lead(block_index) OVER (PARTITION BY article_id ORDER BY block_index) IS NULL AS is_last,
         row_number() OVER (PARTITION BY article_id ORDER BY block_index) - 1 AS due_index
  FROM blocks
)
SELECT 'blocks' AS table_name, {{ key('blocks', 's') }} AS key, 'char_start' AS column_name, char_start::VARCHAR AS value, due_start::VARCHAR AS expected
FROM seen s WHERE char_start <> due_start OR char_end <= char_start
UNION ALL
SELECT 'blocks', {{ key('blocks', 's') }}, 'char_end', s.char_end::VARCHAR, a.char_count::VARCHAR
FROM seen s JOIN articles a USING (article_id) WHERE is_last AND s.char_end <> a.char_count
UNION ALL
SELECT 'blocks', {{ key('blocks', 's') }}, 'block_index', block_index::VARCHAR, due_index::VARCHAR
FROM seen s WHERE block_index <> due_index
