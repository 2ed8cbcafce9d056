-- One row an event, harm, class of victims and policy: the toll under that policy, as an interval with its number of claims, articles and origins.
-- victim_class: a class of the vocabulary, or any: everyone harmed. Rows are views of the same dead and must not be added up; the any row is the one to quote.
-- low: the greatest floor that no counted claim contradicts. high: the smallest ceiling that none contradicts. Null: no claim sets one; never 0 for that. is_open_top: no ceiling holds. claims 0: the policy hears nobody, and all is null.
-- every_claim: whoever says it. What is only possible or under investigation raises no low, but may lift high.
-- named_sources: only claims whose origin the text names; an article that names no publisher is not named.
-- attacker_side, target_side: only claims whose origin speaks for that side (event_sides; empty where the roles are not coded).
-- most_cautious: only certain claims of named origins, and of their bounds only those that no claim of anyone contradicts.
-- claims, articles: those that the policy hears, with or without a bound. claims_with_bounds: those that set one (under every_claim the merely possible too). origins: clusters of renderings (origins), where clusters of one source count once: who speaks twice is no second origin.
-- Why so. Each report is an interval for one true number. "A commander was killed" (1 or more) does not compete with "three were killed": it holds if the other does. So the lowest figure printed is no low; the greatest floor is. Where claims cannot all be right (at least five; exactly three), low takes the largest floor that stays under every ceiling (3), and high the smallest ceiling that stays over every floor (none: open), so that the interval holds each side's reading.
WITH reports AS (
  SELECT b.*, o.origin_id, o.source_id, o.origin_actor_id, coalesce(starts_with(o.identification, 'named'), false) AS is_named
  FROM casualty_bounds b JOIN origins o USING (claim_id)
  WHERE b.set_aside IS DISTINCT FROM 'replaced by the article itself'
),
classed AS (
  SELECT *, victim_class AS counted_class FROM reports
  UNION ALL
  -- Everyone harmed includes each class: a class sets a floor for it and no ceiling, and "no civilians" says nothing of it.
  SELECT * REPLACE (
    CASE WHEN victim_class = 'unstated' AND is_whole THEN floor ELSE nullif(floor, 0) END AS floor,
    CASE WHEN victim_class = 'unstated' THEN ceiling END AS ceiling
  ), 'any' FROM reports
),
policies(policy, position) AS (
  VALUES ('every_claim', 1), ('named_sources', 2), ('attacker_side', 3), ('target_side', 4), ('most_cautious', 5)
),
heard AS (
  -- floor and ceiling: bounds that count. wide_floor, wide_ceiling: also those of claims that are only possible, which may lift high.
  SELECT
    p.policy,
    c.*,
    c.is_committed AND NOT c.is_zero_unsure AND (p.policy = 'every_claim' OR NOT c.is_distorting) AS is_counted,
    NOT c.is_zero_unsure AND (p.policy = 'every_claim' OR (c.is_committed AND NOT c.is_distorting)) AS is_weighed
  FROM policies p JOIN classed c ON CASE p.policy
    WHEN 'every_claim' THEN true
    WHEN 'named_sources' THEN c.is_named
    WHEN 'most_cautious' THEN c.is_named AND c.certainty = 'certain' AND NOT c.is_distorting
    ELSE EXISTS (
      SELECT 1 FROM event_sides s
      WHERE s.event_id = c.event_id AND s.actor_id = c.origin_actor_id AND s.side || '_side' = p.policy
    )
  END
),
limits AS (
  SELECT
    policy, event_id, harm, counted_class,
    min(ceiling) FILTER (is_counted) AS least_ceiling,
    max(floor) FILTER (is_weighed) AS greatest_floor
  FROM heard GROUP BY ALL
),
-- Clusters and sources that share a claim are one origin. Each step hands the smallest label on, from sources to clusters and back;
-- a chain longer than two steps would count more than once, never too little.
sources_of_clusters AS (
  SELECT *, min(source_id) OVER (PARTITION BY policy, event_id, harm, counted_class, origin_id) AS label_1 FROM heard
),
clusters_of_sources AS (
  SELECT *, min(label_1) OVER (PARTITION BY policy, event_id, harm, counted_class, source_id) AS label_2 FROM sources_of_clusters
),
sources_again AS (
  SELECT *, min(label_2) OVER (PARTITION BY policy, event_id, harm, counted_class, origin_id) AS label_3 FROM clusters_of_sources
),
labelled AS (
  SELECT *, min(label_3) OVER (PARTITION BY policy, event_id, harm, counted_class, source_id) AS label FROM sources_again
),
tolls AS (
  SELECT
    h.policy, h.event_id, h.harm, h.counted_class,
    max(h.floor) FILTER (h.is_counted AND h.floor <= coalesce(l.least_ceiling, h.floor)) AS low,
    min(h.ceiling) FILTER (h.is_weighed AND h.ceiling >= coalesce(l.greatest_floor, h.ceiling)) AS high,
    count(DISTINCT h.claim_id) AS claims,
    count(DISTINCT h.claim_id) FILTER (h.is_weighed AND coalesce(h.floor, h.ceiling) IS NOT NULL) AS claims_with_bounds,
    count(DISTINCT h.article_id) AS articles,
    count(DISTINCT h.label) AS origins
  FROM labelled h
  JOIN limits l
    ON l.policy = CASE h.policy WHEN 'most_cautious' THEN 'every_claim' ELSE h.policy END
    AND l.event_id = h.event_id AND l.harm = h.harm AND l.counted_class = h.counted_class
  GROUP BY ALL
)
SELECT
  e.event_id,
  e.corpus_role,
  g.harm,
  g.counted_class AS victim_class,
  p.policy,
  t.low,
  t.high,
  CASE WHEN t.claims > 0 THEN t.high IS NULL END AS is_open_top,
  coalesce(t.claims, 0) AS claims,
  coalesce(t.claims_with_bounds, 0) AS claims_with_bounds,
  coalesce(t.articles, 0) AS articles,
  coalesce(t.origins, 0) AS origins
FROM (SELECT DISTINCT event_id, harm, counted_class FROM classed) g
JOIN events e USING (event_id)
CROSS JOIN policies p
LEFT JOIN tolls t
  ON t.policy = p.policy AND t.event_id = g.event_id AND t.harm = g.harm AND t.counted_class = g.counted_class
ORDER BY e.corpus_role DESC, e.event_id, g.harm, g.counted_class <> 'any', g.counted_class, p.position
