-- title: a row points to a row that does not exist
-- means: Every foreign key names an existing row
-- advice: Register what is missing, or mend the id.
-- reads: keys
{# The nearest id is looked for among all, so only for the first 20 ids of a column that point nowhere: a wrong file has a million. Of ids that are as near, the first. #}
{% for table in tables.values() %}{% for fk in table.foreign_keys %}
{{ "UNION ALL" if not (loop.first and table is sameas first_with_keys) }}
SELECT * FROM (
  WITH lost AS MATERIALIZED (
    SELECT child.* FROM {{ table.name }} child ANTI JOIN {{ fk.table }} parent ON child.{{ fk.field }} = parent.{{ fk.target }}
    WHERE child.{{ fk.field }} IS NOT NULL
  ), few AS (SELECT DISTINCT {{ fk.field }} AS id FROM lost ORDER BY id LIMIT 20
  ), near AS (
    SELECT few.id, min(struct_pack(distance := -jaro_winkler_similarity(parent.{{ fk.target }}, few.id), id := parent.{{ fk.target }})).id AS nearest
    FROM few CROSS JOIN {{ fk.table }} parent WHERE parent.{{ fk.target }} IS NOT NULL GROUP BY few.id
  )
  SELECT '{{ table.name }}' AS table_name, {{ key(table.name, 'lost') }} AS key, '{{ fk.field }}' AS column_name, lost.{{ fk.field }} AS value,
         'an existing {{ fk.target }} of {{ fk.table }}' || coalesce('; nearest: ' || near.nearest, '') AS expected
  FROM lost LEFT JOIN near ON near.id = lost.{{ fk.field }}
)
{% endfor %}{% endfor %}
