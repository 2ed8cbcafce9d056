-- title: an id is not built from its parent's
-- means: claim_id is <article_id>.<label> and casualty_id is <claim_id>.kN
-- advice: Rebuild the package: ids are computed.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims') }} AS key, 'claim_id' AS column_name, claim_id AS value, article_id || '.<label>' AS expected
FROM claims WHERE NOT starts_with(claim_id, article_id || '.') OR substring(claim_id, length(article_id) + 2) = '' OR contains(substring(claim_id, length(article_id) + 2), '.')
UNION ALL
SELECT 'casualty_reports', {{ key('casualty_reports') }}, 'casualty_id', casualty_id, claim_id || '.kN'
FROM casualty_reports WHERE NOT starts_with(casualty_id, claim_id || '.k') OR NOT regexp_full_match(substring(casualty_id, length(claim_id) + 3), '[1-9][0-9]*')
