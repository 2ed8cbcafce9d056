-- One row a casualty report: the bounds that it sets for all victims of its harm and class, and why it sets fewer than its words.
-- floor: fewest that it asserts. ceiling: most that it asserts. Null: it sets none; no indications of harm are never 0.
-- is_whole: it counts all the victims it speaks of. A subset ("including the leader") and one person singled out ("the commander") are parts: they set a floor, never a ceiling, so that "the leader was killed" and "three were killed" agree.
-- is_committed: the origin says it is so, or likely so. "There may have been" and what is under investigation commit nobody.
-- is_zero_unsure: it says zero, with a hedge, or another rendering of the same statement says no more than that there is no sign. It lowers no toll to 0.
-- is_distorting: relations say that it distorts its origin's words. set_aside: in words, why a bound is missing.
WITH unsure AS (
  -- Origins of which some rendering only says that there is no sign of harm, or that there appeared to be none.
  SELECT DISTINCT o.origin_id FROM origins o JOIN claims c USING (claim_id) WHERE c.absence IN ('no_evidence', 'apparent')
),
judged AS (
  SELECT
    k.*,
    c.article_id,
    c.certainty,
    k.subset_of IS NULL AND k.quantity_form <> 'definite' AS is_whole,
    c.certainty IN ('certain', 'probable') AS is_committed,
    k.quantity_form = 'zero' AND (c.certainty <> 'certain' OR unsure.origin_id IS NOT NULL) AS is_zero_unsure,
    EXISTS (SELECT 1 FROM claim_relations r WHERE r.claim_id = c.claim_id AND r.relation = 'distorts') AS is_distorting,
    CASE
      WHEN EXISTS (SELECT 1 FROM claim_relations r WHERE r.other_claim_id = c.claim_id AND r.relation = 'supersedes')
        THEN 'replaced by the article itself'
      WHEN c.assertion NOT IN ('stated', 'denied') THEN 'not said to have happened: ' || c.assertion
      WHEN k.quantity_form = 'no_evidence' THEN 'no sign of harm is not a number'
      WHEN k.quantity_form = 'possible' THEN 'a possibility without a number'
      WHEN c.polarity = 'negative' AND k.quantity_form <> 'zero' THEN 'a denied number leaves every other one open'
      WHEN k.quantity_form = 'approximate' THEN 'an approximate number sets no bound'
    END AS no_bound
  FROM casualty_reports k
  JOIN claims c USING (claim_id)
  JOIN origins o USING (claim_id)
  LEFT JOIN unsure ON unsure.origin_id = o.origin_id
)
SELECT
  casualty_id, claim_id, article_id, event_id, harm, victim_class, quantity_text, quantity_form, certainty,
  CASE WHEN no_bound IS NULL THEN lower END AS floor,
  CASE WHEN no_bound IS NULL AND is_whole THEN upper END AS ceiling,
  is_whole, is_committed, is_zero_unsure, is_distorting,
  coalesce(
    no_bound,
    CASE
      WHEN subset_of IS NOT NULL THEN 'a part of another report: no ceiling'
      WHEN NOT is_whole THEN 'one person singled out: no ceiling'
      WHEN is_zero_unsure THEN 'zero, but hedged here or in another rendering'
      WHEN NOT is_committed THEN 'the origin does not say that it is so'
    END
  ) AS set_aside
FROM judged
ORDER BY casualty_id
