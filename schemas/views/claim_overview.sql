-- One row a claim: what is said, in which article, by whom first and last, how identified, of which event, with which figures.
SELECT
  c.claim_id,
  c.article_id,
  outlet.name AS outlet,
  c.claim_type,
  c.statement,
  c.quote,
  coalesce(who.name, outlet.name) AS origin,
  origin.source_text AS origin_text,
  origin.identification,
  coalesce(starts_with(origin.identification, 'unnamed'), false) AS is_anonymous,
  origin.hop AS hops,
  c.polarity,
  c.certainty,
  c.hedge,
  c.speech,
  c.absence,
  c.event_id,
  e.corpus_role,
  k.reports AS casualty_reports,
  k.lower,
  k.upper
FROM claims c
JOIN articles a USING (article_id)
JOIN attributions origin ON origin.claim_id = c.claim_id AND origin.is_origin
LEFT JOIN actors outlet ON outlet.actor_id = a.publisher_id
LEFT JOIN actors who ON who.actor_id = origin.actor_id
LEFT JOIN events e ON e.event_id = c.event_id
LEFT JOIN (
  -- Bounds of the claim's one report; a claim with several reports shows none here (see casualty_overview).
  SELECT claim_id, count(*) AS reports,
         CASE WHEN count(*) = 1 THEN min(lower) END AS lower,
         CASE WHEN count(*) = 1 THEN min(upper) END AS upper
  FROM casualty_reports GROUP BY claim_id
) k ON k.claim_id = c.claim_id
ORDER BY c.article_id, c.char_start, c.claim_id
