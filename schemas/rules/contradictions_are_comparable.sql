-- title: a contradiction is not between comparable claims
-- means: Two claims contradict each other only where they speak of the same thing, and the row says in what they differ
-- advice: Set comparable and the dimension, or use another relation.
SELECT 'claim_relations' AS table_name, {{ key('claim_relations') }} AS key, 'comparable' AS column_name, concat_ws(', ', comparable, dimension) AS value,
       'comparable: true, and a dimension' AS expected
FROM claim_relations WHERE relation IN ({{ terms('claim_relation', 'requires_comparable') }}) AND (comparable IS DISTINCT FROM true OR dimension IS NULL)
