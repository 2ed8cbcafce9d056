-- title: a chain of sources has no origin, or several
-- means: is_origin is true at the highest hop and nowhere else
-- advice: Rebuild the package: the origin is computed from the chain.
-- scope: article
SELECT 'attributions' AS table_name, {{ key('attributions', 't') }} AS key, 'is_origin' AS column_name, is_origin::VARCHAR AS value,
       (hop = last_hop)::VARCHAR AS expected
FROM (SELECT *, max(hop) OVER (PARTITION BY claim_id) AS last_hop FROM attributions) t
WHERE is_origin <> (hop = last_hop)
