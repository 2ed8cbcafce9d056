-- One row a claim: the origin that it renders, so that one statement told by four articles counts once.
-- An origin is a cluster of claims that render one utterance: claims joined by same_utterance, directly or through others; any other claim is a cluster of its own.
-- origin_id: the smallest claim_id of the cluster. size: claims in it. source_id: the actor at the origin, or the article where it speaks itself and names no publisher.
-- A rendering that distorts an utterance is not in its cluster (see renderings).
WITH RECURSIVE links AS (
  SELECT claim_id, other_claim_id FROM claim_relations WHERE relation = 'same_utterance'
  UNION
  SELECT other_claim_id, claim_id FROM claim_relations WHERE relation = 'same_utterance'
),
reached(claim_id, member_id) AS (
  SELECT claim_id, claim_id FROM links
  UNION -- not ALL: a set of links may run in a circle
  SELECT reached.claim_id, links.other_claim_id FROM reached JOIN links ON links.claim_id = reached.member_id
),
clusters AS (
  SELECT claim_id, min(member_id) AS origin_id, count(*) AS size FROM reached GROUP BY claim_id
)
SELECT
  coalesce(clusters.origin_id, c.claim_id) AS origin_id,
  coalesce(clusters.size, 1) AS size,
  c.claim_id,
  c.article_id,
  coalesce(origin.actor_id, c.article_id) AS source_id,
  origin.actor_id AS origin_actor_id,
  who.name AS origin,
  origin.source_text AS origin_text,
  origin.identification,
  coalesce(starts_with(origin.identification, 'unnamed'), false) AS is_anonymous,
  c.statement,
  c.quote
FROM claims c
JOIN attributions origin ON origin.claim_id = c.claim_id AND origin.is_origin
LEFT JOIN actors who ON who.actor_id = origin.actor_id
LEFT JOIN clusters ON clusters.claim_id = c.claim_id
ORDER BY origin_id, c.claim_id
