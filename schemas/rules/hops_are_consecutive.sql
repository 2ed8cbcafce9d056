-- title: a chain of sources has a gap
-- means: Every claim has hops 0, 1 … without gaps, from the article to the origin
-- advice: Write the chain outwards in: the article first, the origin last.
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'claim_id' AS column_name,
       coalesce(string_agg(t.hop::VARCHAR, ', ' ORDER BY t.hop), 'no hops') AS value, 'hops 0, 1 … without gaps' AS expected
FROM claims c LEFT JOIN attributions t USING (claim_id)
GROUP BY claim_id
HAVING count(t.hop) = 0 OR min(t.hop) <> 0 OR max(t.hop) <> count(*) - 1
