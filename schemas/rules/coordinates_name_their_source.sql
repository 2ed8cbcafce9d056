-- title: coordinates without a source, or half of them
-- means: latitude and longitude stand together, with precision and the GeoNames id that they come from
-- advice: Name the source, or remove the coordinates.
-- reads: places
SELECT 'places' AS table_name, {{ key('places') }} AS key, 'latitude' AS column_name, concat_ws(' ', latitude, longitude) AS value, 'both with precision and geonames_id, or neither' AS expected
FROM places
WHERE (latitude IS NULL) <> (longitude IS NULL) OR (latitude IS NOT NULL AND (geonames_id IS NULL OR precision IS NULL)) OR (latitude IS NULL AND precision IS NOT NULL)
