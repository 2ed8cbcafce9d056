-- title: a background event would be counted with a focal one
-- means: No background event is a part of a focal one or the same as one
-- advice: Make the event focal, or take it out of the focal event.
-- reads: events, event_relations
SELECT 'events' AS table_name, {{ key('events', 'b') }} AS key, 'parent_event_id' AS column_name, b.parent_event_id AS value, 'no focal event' AS expected
FROM events b JOIN events f ON b.parent_event_id = f.event_id WHERE b.corpus_role = 'background' AND f.corpus_role = 'focal'
UNION ALL
SELECT 'event_relations', {{ key('event_relations', 'r') }}, 'relation', r.relation, 'no part_of or same_as between a background and a focal event'
FROM event_relations r JOIN events b ON r.event_id = b.event_id JOIN events f ON r.object_event_id = f.event_id
WHERE (r.relation = 'part_of' AND b.corpus_role = 'background' AND f.corpus_role = 'focal')
   OR (r.relation = 'same_as' AND b.corpus_role <> f.corpus_role)
