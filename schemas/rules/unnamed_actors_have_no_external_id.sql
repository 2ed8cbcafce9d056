-- title: an unnamed actor carries an outside identifier
-- means: Who no article names is not identified by us
-- advice: Remove the id, or mend is_named and kind.
-- reads: actors
SELECT 'actors' AS table_name, {{ key('actors') }} AS key, 'wikidata_id' AS column_name, wikidata_id AS value, 'nothing: the actor is not named' AS expected
FROM actors WHERE wikidata_id IS NOT NULL AND (NOT is_named OR kind LIKE 'unnamed%')
UNION ALL
SELECT 'actors', {{ key('actors') }}, 'is_named', is_named::VARCHAR, 'false for the kind ' || kind
FROM actors WHERE is_named AND kind LIKE 'unnamed%'
