-- title: a sentence has neither claims nor a reason for none
-- means: Every sentence that may carry claims has one or says why not; a missing claim must not pass for silence
-- advice: Code what the sentence says, or say with no_claim why it says nothing.
-- scope: article
SELECT 'sentences' AS table_name, {{ key('sentences', 's') }} AS key, 'no_claim' AS column_name, NULL AS value, 'claims, or a reason for none' AS expected
FROM sentences s
WHERE no_claim IS NULL AND NOT EXISTS (
  SELECT 1 FROM claims c WHERE c.article_id = s.article_id AND c.char_start < s.char_end AND c.char_end > s.char_start
)
