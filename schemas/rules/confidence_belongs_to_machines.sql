-- title: a confidence does not fit the coding
-- means: A machine row has a confidence between 0 and 1, a reviewed row has none
-- advice: Give each claim of a machine coding its confidence; in a reviewed coding it is left out.
-- scope: article
SELECT 'claims' AS table_name, {{ key('claims') }} AS key, 'confidence' AS column_name, confidence::VARCHAR AS value,
       CASE WHEN coding = 'machine' THEN 'a number between 0 and 1' ELSE 'nothing: the row is reviewed' END AS expected
FROM claims WHERE (coding = 'machine') <> (confidence IS NOT NULL)
