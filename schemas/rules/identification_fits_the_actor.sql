-- title: a source's identification does not fit its actor
-- means: An actor that no article names is not a named source, and a person is not an organisation
-- advice: Mend the identification, or the actor's kind in seeds/actors.yaml.
-- scope: article
SELECT 'attributions' AS table_name, {{ key('attributions', 't') }} AS key, 'identification' AS column_name, t.identification AS value,
       CASE WHEN x.is_named THEN 'a term that fits the kind ' || x.kind ELSE 'unnamed, as the actor is, or an organisation' END AS expected
FROM attributions t JOIN actors x USING (actor_id)
WHERE (t.identification = 'named_person' AND (x.kind <> 'person' OR NOT x.is_named))
   OR (t.identification = 'named_organisation' AND x.kind IN ('person', 'unnamed_person', 'unnamed_group', 'population'))
