-- title: a symmetric relation is stored twice or the wrong way round
-- means: A relation that holds both ways is stored once, with the smaller id first, and never with itself
-- advice: Keep one of the two rows.
-- scope: article
{% for table in relation_tables %}
{{ "UNION ALL" if not loop.first }}
SELECT '{{ table.name }}' AS table_name, {{ key(table.name) }} AS key, '{{ table.primary_key[0] }}' AS column_name, {{ table.primary_key[0] }} AS value,
       'an id smaller than ' || {{ table.primary_key[2] }} AS expected
FROM {{ table.name }}
WHERE ({{ table.primary_key[0] }} = {{ table.primary_key[2] }})
   OR (relation IN ({{ terms(table.by_name['relation'].vocabulary.name, 'symmetric') }}) AND {{ table.primary_key[0] }} > {{ table.primary_key[2] }})
{% endfor %}
