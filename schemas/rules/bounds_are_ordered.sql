-- title: a figure's lower bound is above its upper bound
-- means: lower <= upper where both are stated
-- advice: Rebuild the package: bounds are computed.
-- scope: article
SELECT 'casualty_reports' AS table_name, {{ key('casualty_reports') }} AS key, 'lower' AS column_name, lower::VARCHAR AS value, 'at most ' || upper AS expected
FROM casualty_reports WHERE lower > upper
