-- title: an event, place or actor is registered that no article mentions
-- means: What is concluded rests on a claim of this dataset: events are claimed, places named, actors mentioned
-- advice: Remove the entry, or code the claim that mentions it.
-- reads: events.place_id, claims.event_id, claims.place_id, places.parent_id, actors.actor_id, actor_names.actor_id, articles.publisher_id, actor_relations.subject_id, actor_relations.object_id
SELECT 'events' AS table_name, {{ key('events', 'x') }} AS key, 'event_id' AS column_name, x.event_id AS value, 'a claim about the event' AS expected
FROM events x ANTI JOIN claims c ON c.event_id = x.event_id
UNION ALL
SELECT 'places', {{ key('places', 'p') }}, 'place_id', p.place_id, 'a claim, an event or a place in it'
FROM places p
WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.place_id = p.place_id) AND NOT EXISTS (SELECT 1 FROM events x WHERE x.place_id = p.place_id)
  AND NOT EXISTS (SELECT 1 FROM places q WHERE q.parent_id = p.place_id)
UNION ALL
SELECT 'actors', {{ key('actors', 'x') }}, 'actor_id', x.actor_id, 'a mention in an article, or a relation that rests on a claim'
FROM actors x ANTI JOIN actor_names n ON n.actor_id = x.actor_id
WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.publisher_id = x.actor_id)
  AND NOT EXISTS (SELECT 1 FROM actor_relations r WHERE r.subject_id = x.actor_id) AND NOT EXISTS (SELECT 1 FROM actor_relations r WHERE r.object_id = x.actor_id)
