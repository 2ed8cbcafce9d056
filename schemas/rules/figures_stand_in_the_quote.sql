-- title: victims or quantity are not in the claim's quote
-- means: victims_text and quantity_text are verbatim from the quote
-- advice: Copy the words from the quote, or lengthen the quote.
-- scope: article
SELECT 'casualty_reports' AS table_name, {{ key('casualty_reports', 'k') }} AS key, 'quantity_text' AS column_name, k.quantity_text AS value, c.quote AS expected
FROM casualty_reports k JOIN claims c USING (claim_id) WHERE NOT contains(c.quote, k.quantity_text)
UNION ALL
SELECT 'casualty_reports', {{ key('casualty_reports', 'k') }}, 'victims_text', k.victims_text, c.quote
FROM casualty_reports k JOIN claims c USING (claim_id) WHERE NOT contains(c.quote, k.victims_text)
