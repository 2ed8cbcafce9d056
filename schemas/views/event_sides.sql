-- One row an actor that speaks for a side of an event: attacker or target.
-- basis: role (attacker or claimant; target or victim in event_actors), belongs (a member, part, leader, commander or spokesman of such an actor by actor_relations, step by step), umbrella (belongs to an armed group or coalition that an armed group or person of the side belongs to as well), country (a person, government body or force of the same state, where the side has that state or its military).
-- Limits: by country a former official speaks for his state as well. Who is backed by a side does not belong to it. Country is not used for armed groups, since a militia of Iraq does not speak for Iraq. An event without event_actors has no sides. Who has a role on one side is never drawn to the other.
WITH RECURSIVE belonging AS (
  SELECT DISTINCT subject_id, object_id FROM actor_relations
  WHERE relation IN ('member_of', 'part_of', 'leads', 'commands_within', 'spokesperson_for', 'same_as')
  UNION
  SELECT object_id, subject_id FROM actor_relations WHERE relation = 'same_as'
),
core AS (
  SELECT DISTINCT event_id, CASE WHEN role IN ('attacker', 'claimant') THEN 'attacker' ELSE 'target' END AS side, actor_id
  FROM event_actors WHERE role IN ('attacker', 'claimant', 'target', 'victim')
),
upwards(event_id, side, actor_id) AS (
  SELECT event_id, side, actor_id FROM core JOIN actors USING (actor_id)
  WHERE actors.kind IN ('armed_group', 'person', 'unnamed_person', 'unnamed_group')
  UNION
  SELECT u.event_id, u.side, b.object_id
  FROM upwards u JOIN belonging b ON b.subject_id = u.actor_id JOIN actors a ON a.actor_id = b.object_id
  WHERE a.kind IN ('armed_group', 'coalition')
),
roots AS (
  SELECT event_id, side, actor_id, 1 AS rank, 'role' AS basis FROM core
  UNION ALL
  SELECT event_id, side, actor_id, 3, 'umbrella' FROM upwards
),
downwards(event_id, side, actor_id, rank) AS (
  SELECT event_id, side, actor_id, rank FROM roots
  UNION
  SELECT d.event_id, d.side, b.subject_id, greatest(d.rank, 2)
  FROM downwards d JOIN belonging b ON b.object_id = d.actor_id
),
by_country AS (
  SELECT DISTINCT core.event_id, core.side, other.actor_id, 4 AS rank
  FROM core
  JOIN actors own ON own.actor_id = core.actor_id AND own.kind IN ('state', 'military')
  JOIN actors other ON other.country = own.country
    AND other.kind IN ('state', 'government_body', 'military', 'person', 'unnamed_person', 'unnamed_group')
),
ranked AS (
  SELECT event_id, side, actor_id, min(rank) AS rank
  FROM (SELECT * FROM downwards UNION ALL SELECT * FROM by_country)
  GROUP BY event_id, side, actor_id
)
SELECT
  r.event_id,
  r.side,
  r.actor_id,
  a.name,
  CASE r.rank WHEN 1 THEN 'role' WHEN 2 THEN 'belongs' WHEN 3 THEN 'umbrella' ELSE 'country' END AS basis
FROM ranked r
JOIN actors a USING (actor_id)
WHERE r.rank = 1
   OR NOT EXISTS (SELECT 1 FROM core WHERE core.event_id = r.event_id AND core.actor_id = r.actor_id AND core.side <> r.side)
ORDER BY r.event_id, r.side, r.rank, r.actor_id
