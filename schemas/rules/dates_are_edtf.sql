-- title: a date is not EDTF
-- means: published, time_edtf and date_edtf are EDTF (ISO 8601-2)
-- advice: Write 2024-02-07, 2024-02, a set [2024-01-27,2024-01-28] or an interval 2023-10/..
-- scope: article
{% for table, column in edtf_columns %}
{{ "UNION ALL" if not loop.first }}
SELECT '{{ table }}' AS table_name, {{ key(table, 't') }} AS key, '{{ column }}' AS column_name, t.{{ column }} AS value, 'an EDTF date' AS expected
FROM {{ table }} t JOIN edtf_readings e ON e.edtf = t.{{ column }} WHERE NOT e.is_read
{% endfor %}
