-- title: narration has a source, or reported speech has none
-- means: A claim whose origin is the article is narration, and only such a claim
-- advice: Name the source, or code the claim as narration.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'speech' AS column_name, c.speech AS value,
       CASE WHEN c.speech = 'narration' THEN 'direct, indirect or mixed: the claim has a source' ELSE 'narration: the claim has no source but the article' END AS expected
FROM claims c JOIN attributions t ON t.claim_id = c.claim_id AND t.hop = 0
WHERE (c.speech = 'narration') <> t.is_origin
