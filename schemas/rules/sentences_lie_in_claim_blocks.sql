-- title: a sentence lies outside the blocks that may carry claims
-- means: Sentences lie in the block that they name, and the block is of a kind that carries claims
-- advice: Put the sentence into the block that holds it, or mend the block's kind.
-- scope: article
SELECT 'sentences' AS table_name, {{ key('sentences', 's') }} AS key, 'block_index' AS column_name, s.block_index::VARCHAR AS value,
       'a block of a kind that carries claims, around the sentence' AS expected
FROM sentences s LEFT JOIN blocks b USING (article_id, block_index)
WHERE b.kind IS NULL OR b.kind NOT IN ({{ terms('block_kind', 'carries_claims') }}) OR s.char_start < b.char_start OR s.char_end > b.char_end
