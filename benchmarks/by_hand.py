"""What a person would write to check a package with DuckDB alone: keys, foreign keys, terms, text anchors.

The yardstick for `reportedly check`, which checks this and much more. Prints what is wrong, and fails if anything is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

ANCHORS = (
    """SELECT count(*) FROM claims c JOIN articles a USING (article_id)
       WHERE c.quote <> substring(a.text, c.char_start + 1, c.char_end - c.char_start)""",
    """SELECT count(*) FROM (SELECT claim_id, source_text, source_start, source_end FROM attributions) t
       JOIN (SELECT claim_id, article_id FROM claims) c USING (claim_id) JOIN articles a USING (article_id)
       WHERE t.source_text <> substring(a.text, t.source_start + 1, t.source_end - t.source_start)""",
    """SELECT count(*) FROM (SELECT claim_id, cue, cue_start, cue_end FROM attributions) t
       JOIN (SELECT claim_id, article_id FROM claims) c USING (claim_id) JOIN articles a USING (article_id)
       WHERE t.cue <> substring(a.text, t.cue_start + 1, t.cue_end - t.cue_start)""",
    """SELECT count(*) FROM actor_names n JOIN articles a USING (article_id)
       WHERE n.name <> substring(a.text, n.first_char_start + 1, length(n.name))""",
)


def queries(resources: list[dict[str, Any]]) -> Iterator[str]:
    """Queries that must count nothing."""
    for resource in resources:
        table, schema = resource["name"], resource["schema"]
        key = ", ".join(schema["primaryKey"])
        yield f"SELECT count(*) FROM (SELECT 1 FROM {table} GROUP BY {key} HAVING count(*) > 1)"
        for link in schema.get("foreignKeys", []):
            column, parent, target = link["fields"][0], link["reference"]["resource"], link["reference"]["fields"][0]
            yield (
                f"SELECT count(*) FROM {table} c ANTI JOIN {parent or table} p ON c.{column} = p.{target} "
                f"WHERE c.{column} IS NOT NULL"
            )
        for field in schema["fields"]:
            terms = field.get("constraints", {}).get("enum")
            if terms:
                listed = ", ".join(f"'{term}'" for term in terms)
                yield f"SELECT count(*) FROM {table} WHERE {field['name']} NOT IN ({listed})"
    yield from ANCHORS


def main(package: Path) -> None:
    resources = json.loads((package / "datapackage.json").read_text("utf-8"))["resources"]
    with duckdb.connect() as connection:
        for resource in resources:
            path = str(package / resource["path"]).replace("'", "''")
            connection.execute(f"CREATE VIEW {resource['name']} AS SELECT * FROM read_parquet('{path}')")
        wrong = [query for query in queries(resources) if connection.execute(query).fetchone() != (0,)]
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
