-- One row a pair of claims that disagree: found by computing on casualty figures, by review, or both; each pair once.
-- basis: computed, reviewed or both. Computed: same event; the victims of the one are among those of the other (same harm, or killed or injured within killed_or_injured; same class, or any class within unstated), and it says more of them than the other allows. A class never contradicts another class, a part never stands as a total, "no indications" and "may have been" contradict nothing.
-- Reviewed: contradicts and distorts of claim_relations, and pairs marked there as not comparable (comparable false; the note says why not).
-- dimension: in what they differ; a computed pair differs in count, or in polarity where one says zero. relation: the reviewed ones.
-- A distorting claim stands first, else the smaller id. is_one_utterance: both render one statement.
WITH computed AS (
  SELECT
    least(part.claim_id, whole.claim_id) AS one_id,
    greatest(part.claim_id, whole.claim_id) AS two_id,
    CASE WHEN bool_or(whole.ceiling = 0) THEN 'polarity' ELSE 'count' END AS dimension,
    string_agg(
      DISTINCT part.harm || ': "' || part.quantity_text || '" (' || part.floor || ' or more) against "' || whole.quantity_text
      || '" (' || whole.ceiling || ' at most)', '; ' ORDER BY part.harm || ': "' || part.quantity_text || '" (' || part.floor
      || ' or more) against "' || whole.quantity_text || '" (' || whole.ceiling || ' at most)'
    ) AS note
  FROM casualty_bounds part
  JOIN casualty_bounds whole
    ON part.event_id = whole.event_id
    AND part.claim_id <> whole.claim_id
    AND (part.harm = whole.harm OR (part.harm IN ('killed', 'injured') AND whole.harm = 'killed_or_injured'))
    AND (part.victim_class = whole.victim_class OR whole.victim_class = 'unstated')
    AND part.floor > whole.ceiling
  WHERE part.is_committed AND whole.is_committed
  GROUP BY one_id, two_id
),
reviewed AS (
  SELECT
    least(claim_id, other_claim_id) AS one_id,
    greatest(claim_id, other_claim_id) AS two_id,
    min(claim_id) FILTER (relation = 'distorts') AS distorting_id,
    string_agg(DISTINCT relation, ', ' ORDER BY relation) AS relation,
    string_agg(DISTINCT dimension, ', ' ORDER BY dimension) AS dimension,
    bool_and(comparable) AS comparable,
    string_agg(DISTINCT note, ' ' ORDER BY note) AS note
  FROM claim_relations
  WHERE relation IN ('contradicts', 'distorts') OR NOT comparable
  GROUP BY one_id, two_id
),
pairs AS (
  SELECT
    one_id,
    two_id,
    coalesce(r.distorting_id, one_id) AS claim_id,
    CASE WHEN r.distorting_id = two_id THEN one_id ELSE two_id END AS other_claim_id,
    CASE WHEN c.one_id IS NULL THEN 'reviewed' WHEN r.one_id IS NULL THEN 'computed' ELSE 'both' END AS basis,
    coalesce(r.dimension, c.dimension) AS dimension,
    r.relation,
    CASE WHEN r.one_id IS NULL THEN true ELSE r.comparable END AS comparable,
    coalesce(r.note, c.note) AS note
  FROM computed c FULL JOIN reviewed r USING (one_id, two_id)
)
SELECT
  coalesce(a.event_id, b.event_id) AS event_id,
  p.dimension,
  p.basis,
  p.relation,
  p.comparable,
  p.claim_id,
  a.article_id,
  ao.origin,
  a.quote,
  a.certainty,
  p.other_claim_id,
  b.article_id AS other_article_id,
  bo.origin AS other_origin,
  b.quote AS other_quote,
  b.certainty AS other_certainty,
  ao.origin_id = bo.origin_id AS is_one_utterance,
  p.note
FROM pairs p
JOIN claims a ON a.claim_id = p.claim_id
JOIN claims b ON b.claim_id = p.other_claim_id
JOIN origins ao ON ao.claim_id = p.claim_id
JOIN origins bo ON bo.claim_id = p.other_claim_id
ORDER BY event_id NULLS LAST, p.claim_id, p.other_claim_id
