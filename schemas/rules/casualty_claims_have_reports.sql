-- title: casualty claims and casualty reports do not match
-- means: A casualty claim has at least one casualty report of its own event, and no other claim has any
-- advice: Add the figures, or mend the claim's type or event.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'claim_type' AS column_name, c.claim_type AS value,
       CASE WHEN c.claim_type = 'casualty' THEN 'a casualty report' ELSE 'casualty, since it has casualty reports' END AS expected
FROM claims c LEFT JOIN (SELECT DISTINCT claim_id FROM casualty_reports) k USING (claim_id)
WHERE (c.claim_type = 'casualty') <> (k.claim_id IS NOT NULL)
UNION ALL
SELECT 'casualty_reports', {{ key('casualty_reports', 'k') }}, 'event_id', k.event_id, c.event_id
FROM casualty_reports k JOIN claims c USING (claim_id) WHERE k.event_id IS DISTINCT FROM c.event_id
