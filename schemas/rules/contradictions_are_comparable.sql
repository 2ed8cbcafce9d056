-- title: a contradiction is not between comparable claims
-- means: Two claims contradict each other only where they speak of the same thing, and differ only where they do not; the row says in what
-- advice: Set comparable and the dimension, or use another relation.
-- scope: article
SELECT 'claim_relations' AS table_name, {{ key('claim_relations') }} AS key, 'comparable' AS column_name, concat_ws(', ', comparable, dimension) AS value,
       'comparable: true, and a dimension' AS expected
FROM claim_relations WHERE relation IN ({{ terms('claim_relation', 'requires_comparable') }}) AND (comparable IS DISTINCT FROM true OR dimension IS NULL)
UNION ALL
SELECT 'claim_relations', {{ key('claim_relations') }}, 'comparable', concat_ws(', ', comparable, dimension, note), 'comparable: false, a dimension, and a note that says why'
FROM claim_relations WHERE relation IN ({{ terms('claim_relation', 'requires_incomparable') }}) AND (comparable IS DISTINCT FROM false OR dimension IS NULL OR note IS NULL)
