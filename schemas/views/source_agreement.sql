-- One row a pair of sources (actor × actor): how many facts they share, and how often they contradict or distort each other.
-- source_id, other_source_id: actors at the origin of claims, or an article that speaks itself and names no publisher; the smaller id first. A source beside itself: its own statements, told in several places.
-- facts_shared: pairs of statements joined by same_utterance, same_fact or refines; renderings of one statement count once. contradicted: pairs of claims in disagreements that are comparable and not only distortions. distorted: pairs of which one distorts the other.
WITH related AS (
  SELECT claim_id, other_claim_id, 'shared' AS how FROM claim_relations WHERE relation IN ('same_fact', 'refines')
  UNION ALL
  SELECT a.claim_id, b.claim_id, 'shared' FROM origins a JOIN origins b ON a.origin_id = b.origin_id AND a.claim_id < b.claim_id
  UNION ALL
  SELECT claim_id, other_claim_id, 'distorted' FROM claim_relations WHERE relation = 'distorts'
  UNION ALL
  SELECT claim_id, other_claim_id, 'contradicted' FROM disagreements
  WHERE comparable AND (basis <> 'reviewed' OR contains(relation, 'contradicts'))
),
sourced AS (
  SELECT
    least(a.source_id, b.source_id) AS source_id,
    greatest(a.source_id, b.source_id) AS other_source_id,
    how,
    least(a.origin_id, b.origin_id) || ' ' || greatest(a.origin_id, b.origin_id) AS statements,
    least(a.claim_id, b.claim_id) || ' ' || greatest(a.claim_id, b.claim_id) AS claims
  FROM related r JOIN origins a ON a.claim_id = r.claim_id JOIN origins b ON b.claim_id = r.other_claim_id
)
SELECT
  s.source_id,
  a.name AS source,
  s.other_source_id,
  b.name AS other_source,
  count(DISTINCT s.statements) FILTER (s.how = 'shared') AS facts_shared,
  count(DISTINCT s.claims) FILTER (s.how = 'contradicted') AS contradicted,
  count(DISTINCT s.claims) FILTER (s.how = 'distorted') AS distorted
FROM sourced s
LEFT JOIN actors a ON a.actor_id = s.source_id
LEFT JOIN actors b ON b.actor_id = s.other_source_id
GROUP BY ALL
ORDER BY s.source_id, s.other_source_id
