-- title: absence of harm does not fit the claim
-- means: absence stands with negative claims on harm, damage or targets; a negative casualty claim has one, unless it denies what somebody says; no evidence is never a number
-- advice: Mend polarity or absence; 'no indications of' is no_evidence with the words as quantity.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims', 'c') }} AS key, 'absence' AS column_name, absence AS value,
       CASE WHEN polarity = 'positive' THEN 'nothing: the claim is positive' ELSE 'asserted, apparent or no_evidence' END AS expected
FROM claims c
WHERE (absence IS NOT NULL AND polarity = 'positive') OR (absence IS NULL AND polarity = 'negative' AND claim_type = 'casualty' AND assertion NOT IN ('denied', 'intended', 'predicted', 'conditional'))
UNION ALL
SELECT 'casualty_reports', {{ key('casualty_reports', 'k') }}, 'quantity_form', k.quantity_form,
       CASE WHEN k.quantity_form = 'no_evidence' THEN 'absence no_evidence at the claim' ELSE 'no_evidence, as the claim says' END
FROM casualty_reports k JOIN claims c USING (claim_id) WHERE (c.absence IS NOT DISTINCT FROM 'no_evidence') <> (k.quantity_form = 'no_evidence')
