-- title: a row points to a row that does not exist
-- means: Every foreign key names an existing row
-- advice: Register what is missing, or mend the id.
{% for table in tables.values() %}{% for fk in table.foreign_keys %}
{{ "UNION ALL" if not (loop.first and table is sameas first_with_keys) }}
SELECT '{{ table.name }}' AS table_name, {{ key(table.name, 'child') }} AS key, '{{ fk.field }}' AS column_name, child.{{ fk.field }} AS value,
       'an existing {{ fk.target }} of {{ fk.table }}' || coalesce('; nearest: ' || (
         SELECT max_by(parent.{{ fk.target }}, jaro_winkler_similarity(parent.{{ fk.target }}, child.{{ fk.field }})) FROM {{ fk.table }} parent), '') AS expected
FROM {{ table.name }} child ANTI JOIN {{ fk.table }} parent ON child.{{ fk.field }} = parent.{{ fk.target }}
WHERE child.{{ fk.field }} IS NOT NULL
{% endfor %}{% endfor %}
