-- title: a word or number stands for 'not stated'
-- means: Not stated is null, never a word or a number that means it; words copied from an article are what they are ("None of the guards"), and so are numbers of a column that may be negative, such as a longitude
-- advice: Leave the cell empty.
-- scope: article
{# A pattern, since it gives up at the first letter of most values where lower() would copy all of them. #}
{% macro is_sentinel(field) %}{% if field.type == 'string' %}regexp_full_match(t.{{ field.name }}, '(?i) *(unknown|n/a|na|nan|none|null|nil|--?|\?|unspecified|not stated|not available|tbd) *')
{%- else %}({% if field.minimum is none or field.minimum >= 0 %}t.{{ field.name }} IN (-1, -9, -99, -999, -9999) OR {% endif %}{{ 'isnan(t.' ~ field.name ~ ')' if field.type == 'number' else 'false' }}){% endif %}{% endmacro %}
{% for table in tables.values() %}
{{ "UNION ALL" if not loop.first }}
SELECT '{{ table.name }}' AS table_name, {{ key(table.name, 't') }} AS key, cell.name AS column_name, cell.value, 'null' AS expected
FROM (
  SELECT * FROM {{ table.name }} t WHERE false
{% for field in table.fields if not field.vocabulary and field.type in ('string', 'integer', 'number')
   and not field.name.endswith('_text') and field.name not in ('quote', 'hedge', 'cue', 'anonymity_reason') %}
  OR {{ is_sentinel(field) }}
{% endfor %}) t CROSS JOIN LATERAL (VALUES
  ('', NULL, false)
{% for field in table.fields if not field.vocabulary and field.type in ('string', 'integer', 'number')
   and not field.name.endswith('_text') and field.name not in ('quote', 'hedge', 'cue', 'anonymity_reason') %}
  , ('{{ field.name }}', t.{{ field.name }}::VARCHAR, {{ is_sentinel(field) }})
{% endfor %}) AS cell (name, value, is_sentinel)
WHERE cell.is_sentinel
{% endfor %}
