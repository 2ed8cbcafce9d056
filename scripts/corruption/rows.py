"""Corruptions that any table can have: rows, keys, order, nulls, terms, forms."""

from __future__ import annotations

import random

from corruption.data import Corruption, Kind, Published, Row, by, cell

_NULLS = ("unknown", "N/A", "none", "-", "not stated")


def duplicate_row(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.rows))
    place = rng.randrange(len(data.rows[table]))
    row = data.rows[table][place]
    rows = [*data.rows[table][: place + 1], row, *data.rows[table][place + 1 :]]
    return Corruption(
        f"{table} {data.key(table, row)}, twice", by((table, "keys_are_unique")), {table: data.with_rows(table, rows)}
    )


def key_made_anothers(rng: random.Random, data: Published) -> Corruption:
    """A row takes the key of another: one row too many, and one that is missing."""
    table = rng.choice(sorted(name for name, rows in data.rows.items() if len(rows) > 1))
    one, other = rng.sample(data.rows[table], 2)
    key = {column: other[column] for column in data.standard.tables[table].primary_key}
    return cell(data, table, one, "keys_are_unique", **key)


def key_changed(rng: random.Random, data: Published) -> Corruption:
    """A key that rows of other tables refer to."""
    table, column = rng.choice(
        (
            ("articles", "article_id"),
            ("claims", "claim_id"),
            ("actors", "actor_id"),
            ("places", "place_id"),
            ("events", "event_id"),
        )
    )
    used = _referring(data, table)
    row = rng.choice([row for row in data.rows[table] if any(row[column] in values for values in used.values())])
    changed = cell(data, table, row, "", **{column: f"{row[column]}x"})
    named = [(child, "foreign_keys_resolve") for child, values in used.items() if row[column] in values]
    return Corruption(changed.what, by(*named), changed.tables)


def dangling_key(rng: random.Random, data: Published) -> Corruption:
    keys = [(table.name, key.field) for table in data.standard.tables.values() for key in table.foreign_keys]
    table, column = rng.choice([(table, column) for table, column in keys if any(r[column] for r in data.rows[table])])
    row = rng.choice([row for row in data.rows[table] if row[column]])
    return cell(data, table, row, "foreign_keys_resolve", **{column: "points-nowhere"})


def dropped_row(rng: random.Random, data: Published) -> Corruption:
    """A row whose absence other tables can tell; of the rest see what no check can find."""
    table = rng.choice(("articles", "blocks", "sentences", "claims", "casualty_reports", "actors", "places", "events"))
    row = rng.choice([row for row in data.rows[table] if _is_missed(data, table, row)])
    rows = [one for one in data.rows[table] if one is not row]
    rules = {
        "blocks": [("blocks", "blocks_tile_the_text")],
        "sentences": [("blocks", "sentences_cover_their_blocks"), ("claims", "claims_lie_in_sentences")],
        "casualty_reports": [("claims", "casualty_claims_have_reports"), ("casualty_reports", "foreign_keys_resolve")],
    }
    children = [(child, "foreign_keys_resolve") for child in _referring(data, table)]
    return Corruption(
        f"{table} {data.key(table, row)}, dropped",
        by(*rules.get(table, children)),
        {table: data.with_rows(table, rows)},
    )


def rows_out_of_order(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(name for name, rows in data.rows.items() if len(rows) > 1))
    one, other = sorted(rng.sample(range(len(data.rows[table])), 2))
    rows = list(data.rows[table])
    rows[one], rows[other] = rows[other], rows[one]
    what = f"{table}, rows {one + 1} and {other + 1} in each other's place"
    return Corruption(what, by((table, "rows_are_sorted")), {table: data.with_rows(table, rows)})


def null_in_required(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.rows))
    column = rng.choice([field.name for field in data.standard.tables[table].fields if field.required])
    row = rng.choice([row for row in data.rows[table] if row[column] is not None])
    return cell(data, table, row, "required_values_are_there", **{column: None})


def term_invented(rng: random.Random, data: Published) -> Corruption:
    fields = [
        (name, field) for name in sorted(data.rows) for field in data.standard.tables[name].fields if field.vocabulary
    ]
    table, field = rng.choice(fields)
    row = rng.choice(data.rows[table])
    known = field.vocabulary.names if field.vocabulary else ()
    invented = ("other", "misc", f"{row[field.name] or known[0]}s", "Unknown")
    term = rng.choice([term for term in invented if term not in known])
    return cell(data, table, row, "terms_are_defined", **{field.name: term})


def sentinel(rng: random.Random, data: Published) -> Corruption:
    """A word or number in place of null."""
    table, column = rng.choice(
        (
            ("articles", "byline"),
            ("articles", "dateline"),
            ("articles", "title"),
            ("actors", "description"),
            ("events", "description"),
            ("claims", "statement"),
            ("claim_relations", "note"),
            ("places", "name"),
        )
    )
    return cell(data, table, rng.choice(data.rows[table]), "no_sentinel_values", **{column: rng.choice(_NULLS)})


def minus_one(rng: random.Random, data: Published) -> Corruption:
    table, column = rng.choice((("casualty_reports", "lower"), ("casualty_reports", "upper"), ("claims", "char_start"),
                                ("sentences", "block_index"), ("actor_names", "mentions")))  # fmt: skip
    row = rng.choice(data.rows[table])
    return cell(data, table, row, "values_are_in_range no_sentinel_values", **{column: rng.choice((-1, -9, -99))})


def empty_text(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.rows))
    fields = [field for field in data.standard.tables[table].fields if field.type == "string" and not field.vocabulary]
    field = rng.choice(fields)
    return cell(data, table, rng.choice(data.rows[table]), "values_have_their_form", **{field.name: ""})


def form_of_an_id(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.rows))
    fields = [field for field in data.standard.tables[table].fields if field.pattern and field.name.endswith("_id")]
    field = rng.choice([field for field in fields if any(row[field.name] for row in data.rows[table])])
    row = rng.choice([row for row in data.rows[table] if row[field.name]])
    value = rng.choice((row[field.name].upper() + "X", f" {row[field.name]}", f"{row[field.name]}\n", "a/b", "é"))
    return cell(data, table, row, "values_have_their_form", **{field.name: value})


def claim_in_another_article(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["claims"])
    others = [one["article_id"] for one in data.rows["articles"] if one["article_id"] != row["article_id"]]
    rules = "ids_are_built_from_their_parents quote_matches_text"
    return cell(data, "claims", row, rules, article_id=rng.choice(others))


def _referring(data: Published, table: str) -> dict[str, set[str]]:
    """The values by which each table refers to the first key column of a table."""
    used: dict[str, set[str]] = {}
    for child in data.standard.tables.values():
        for key in child.foreign_keys:
            if key.table == table:
                values = {row[key.field] for row in data.rows[child.name] if row[key.field]}
                used[child.name] = used.get(child.name, set()) | values
    return used


def _is_missed(data: Published, table: str, row: Row) -> bool:
    """Whether another row needs this one."""
    if table in ("blocks", "sentences"):  # text would be left over
        return True
    if table == "casualty_reports":
        return [one["claim_id"] for one in data.rows[table]].count(row["claim_id"]) == 1
    key = row[data.standard.tables[table].primary_key[0]]
    return any(key in values for values in _referring(data, table).values())


KINDS = (
    Kind("row twice", duplicate_row),
    Kind("key of another row", key_made_anothers),
    Kind("key changed", key_changed),
    Kind("key that points nowhere", dangling_key),
    Kind("row dropped", dropped_row),
    Kind("rows in another order", rows_out_of_order),
    Kind("null in a required column", null_in_required),
    Kind("term invented", term_invented),
    Kind("word for null", sentinel),
    Kind("negative number for null", minus_one),
    Kind("empty text for null", empty_text),
    Kind("id of another form", form_of_an_id),
    Kind("claim moved to another article", claim_in_another_article),
)
