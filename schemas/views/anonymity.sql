-- One row an event, type of claim and harm: what survives when unnamed sources are dropped.
-- event_id: null for claims about no registered event. harm: null but for casualty claims.
-- named_claims: the origin is named. unnamed_claims: the origin is an unnamed person or group. own_claims: the article says it itself and names no publisher; such claims survive, but nobody answers for them by name.
-- origins: clusters of renderings. origins_lost: clusters of which every rendering rests on an unnamed source.
-- floor: greatest number that somebody asserts as the fewest harmed, over all classes. floor_without_unnamed: the same without unnamed sources. floor_named: from named origins alone. Null: nobody sets one.
WITH told AS (
  SELECT
    c.event_id, c.claim_type, k.harm, c.claim_id, o.origin_id, o.is_anonymous,
    coalesce(starts_with(o.identification, 'named'), false) AS is_named,
    max(nullif(k.floor, 0)) FILTER (k.is_committed) AS floor
  FROM claims c
  JOIN origins o USING (claim_id)
  LEFT JOIN casualty_bounds k ON k.claim_id = c.claim_id
  GROUP BY ALL
),
by_origin AS (
  SELECT event_id, claim_type, harm, origin_id, bool_and(is_anonymous) AS is_lost FROM told GROUP BY ALL
),
lost AS (
  SELECT event_id, claim_type, harm, count(*) AS origins, count(*) FILTER (is_lost) AS origins_lost FROM by_origin GROUP BY ALL
)
SELECT
  t.event_id,
  e.corpus_role,
  t.claim_type,
  t.harm,
  count(DISTINCT t.claim_id) AS claims,
  count(DISTINCT t.claim_id) FILTER (t.is_named) AS named_claims,
  count(DISTINCT t.claim_id) FILTER (t.is_anonymous) AS unnamed_claims,
  count(DISTINCT t.claim_id) FILTER (NOT t.is_named AND NOT t.is_anonymous) AS own_claims,
  any_value(l.origins) AS origins,
  any_value(l.origins_lost) AS origins_lost,
  max(t.floor) AS floor,
  max(t.floor) FILTER (NOT t.is_anonymous) AS floor_without_unnamed,
  max(t.floor) FILTER (t.is_named) AS floor_named
FROM told t
JOIN lost l
  ON l.event_id IS NOT DISTINCT FROM t.event_id AND l.claim_type = t.claim_type AND l.harm IS NOT DISTINCT FROM t.harm
LEFT JOIN events e ON e.event_id = t.event_id
GROUP BY t.event_id, e.corpus_role, t.claim_type, t.harm
ORDER BY e.corpus_role DESC NULLS LAST, t.event_id NULLS LAST, t.claim_type, t.harm NULLS LAST
