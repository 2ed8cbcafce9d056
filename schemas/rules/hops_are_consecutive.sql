-- title: a chain of sources has a gap
-- means: Every claim has hops 0, 1 … without gaps, from the article to the origin
-- advice: Write the chain outwards in: the article first, the origin last.
-- scope: article
WITH chains AS (SELECT claim_id, min(hop) AS lowest, max(hop) AS highest, count(*) AS hops FROM attributions GROUP BY claim_id)
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'claim_id' AS column_name,
       coalesce((SELECT string_agg(t.hop::VARCHAR, ', ' ORDER BY t.hop) FROM attributions t WHERE t.claim_id = c.claim_id), 'no hops') AS value,
       'hops 0, 1 … without gaps' AS expected
FROM (SELECT DISTINCT claim_id FROM claims) c LEFT JOIN chains USING (claim_id)
WHERE lowest IS NULL OR lowest <> 0 OR highest <> hops - 1
