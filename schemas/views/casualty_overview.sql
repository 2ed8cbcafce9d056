-- One row a casualty report: who says how many were harmed, in which words, how sure, and in which event.
SELECT
  k.casualty_id,
  c.article_id,
  outlet.name AS outlet,
  k.event_id,
  e.corpus_role,
  k.harm,
  k.victim_class,
  k.victims_text,
  k.quantity_text,
  k.quantity_form,
  k.lower,
  k.upper,
  k.subset_of,
  c.polarity,
  c.certainty,
  c.hedge,
  c.absence,
  coalesce(who.name, outlet.name) AS origin,
  origin.source_text AS origin_text,
  origin.identification,
  coalesce(starts_with(origin.identification, 'unnamed'), false) AS is_anonymous,
  c.quote,
  c.claim_id
FROM casualty_reports k
JOIN claims c USING (claim_id)
JOIN articles a USING (article_id)
JOIN attributions origin ON origin.claim_id = c.claim_id AND origin.is_origin
JOIN events e ON e.event_id = k.event_id
LEFT JOIN actors outlet ON outlet.actor_id = a.publisher_id
LEFT JOIN actors who ON who.actor_id = origin.actor_id
ORDER BY c.article_id, c.char_start, k.casualty_id
