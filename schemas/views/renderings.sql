-- One row a wording of a statement that is rendered more than once: all wordings of it side by side.
-- utterance_id: the smallest claim_id among them. Together stand claims joined by same_utterance, and those that distort one of them.
-- is_reference: the wording that the others are held against: printed as direct speech if any is (then mixed), no distortion, the least sure, the earliest id.
-- distorts: the claims that this one distorts. hedge_lost: it says surer than the reference what the reference hedges: a higher certainty, or absence of harm that was apparent or without evidence told more firmly.
-- polarity_flipped: the reference says that it is not so and this one that it is, or the other way round; a flipped wording has lost no hedge.
WITH RECURSIVE links AS (
  SELECT claim_id, other_claim_id FROM claim_relations WHERE relation IN ('same_utterance', 'distorts')
  UNION
  SELECT other_claim_id, claim_id FROM claim_relations WHERE relation IN ('same_utterance', 'distorts')
),
reached(claim_id, member_id) AS (
  SELECT claim_id, claim_id FROM links
  UNION
  SELECT reached.claim_id, links.other_claim_id FROM reached JOIN links ON links.claim_id = reached.member_id
),
families AS (
  SELECT claim_id, min(member_id) AS utterance_id FROM reached GROUP BY claim_id
),
distortions AS (
  SELECT claim_id, string_agg(other_claim_id, ', ' ORDER BY other_claim_id) AS distorts
  FROM claim_relations WHERE relation = 'distorts' GROUP BY claim_id
),
figures AS (
  SELECT claim_id, string_agg(quantity_text, '; ' ORDER BY casualty_id) AS quantity_text FROM casualty_reports GROUP BY claim_id
),
wordings AS (
  SELECT
    f.utterance_id,
    c.*,
    d.distorts,
    -- How far the words go: certainty, and for absence of harm how firmly it is said. A term without a place here would be null and lose nothing.
    least(
      CASE c.certainty WHEN 'unstated' THEN 0 WHEN 'possible' THEN 1 WHEN 'probable' THEN 2 WHEN 'certain' THEN 3 END,
      CASE c.absence WHEN 'no_evidence' THEN 1 WHEN 'apparent' THEN 2 ELSE 3 END
    ) AS firmness,
    row_number() OVER (
      PARTITION BY f.utterance_id
      ORDER BY d.distorts IS NOT NULL, CASE c.speech WHEN 'direct' THEN 0 WHEN 'mixed' THEN 1 ELSE 2 END, firmness, c.claim_id
    ) = 1 AS is_reference
  FROM families f JOIN claims c USING (claim_id) LEFT JOIN distortions d USING (claim_id)
)
SELECT
  w.utterance_id,
  w.is_reference,
  w.claim_id,
  w.article_id,
  outlet.name AS outlet,
  o.origin,
  w.quote,
  w.speech,
  w.polarity,
  w.certainty,
  w.hedge,
  w.absence,
  q.quantity_text,
  w.polarity = r.polarity AND w.firmness > r.firmness AS hedge_lost,
  w.polarity <> r.polarity AS polarity_flipped,
  w.distorts,
  w.statement
FROM wordings w
JOIN wordings r ON r.utterance_id = w.utterance_id AND r.is_reference
JOIN origins o ON o.claim_id = w.claim_id
JOIN articles a ON a.article_id = w.article_id
LEFT JOIN actors outlet ON outlet.actor_id = a.publisher_id
LEFT JOIN figures q ON q.claim_id = w.claim_id
ORDER BY w.utterance_id, NOT w.is_reference, w.article_id, w.char_start, w.claim_id
