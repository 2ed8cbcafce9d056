"""Corruptions that no check of the package alone can find once its hashes were made anew."""

from __future__ import annotations

import random

from corruption.data import Corruption, Kind, Published, cell


def dropped_relation(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(("claim_relations", "event_actors", "event_relations", "actor_relations"))
    row = rng.choice(data.rows[table])
    rows = [one for one in data.rows[table] if one is not row]
    changed = {table: data.with_rows(table, rows)}
    return Corruption(f"{table} {data.key(table, row)}, dropped", frozenset(), changed)


def other_statement(rng: random.Random, data: Published) -> Corruption:
    one, other = rng.sample(data.rows["claims"], 2)
    return cell(data, "claims", one, "", statement=other["statement"])


def other_type(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["claim_type"] not in ("casualty", "damage", "target")])
    types = ("attack", "position", "background", "motive", "response")
    return cell(data, "claims", row, "", claim_type=rng.choice([one for one in types if one != row["claim_type"]]))


def other_harm_class(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["casualty_reports"])
    classes = [term for term in data.standard.vocabularies["victim_class"].names if term != row["victim_class"]]
    return cell(data, "casualty_reports", row, "", victim_class=rng.choice(classes))


def certain_made_unstated(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["certainty"] == "certain"])
    return cell(data, "claims", row, "", certainty="unstated")


def polarity_of_other_claims(rng: random.Random, data: Published) -> Corruption:
    rows = [row for row in data.rows["claims"] if row["claim_type"] != "casualty" and row["absence"] is None]
    row = rng.choice([row for row in rows if row["polarity"] == "positive"])
    return cell(data, "claims", row, "", polarity="negative")


def other_speaker(rng: random.Random, data: Published) -> Corruption:
    kinds = {actor["actor_id"]: actor["kind"] for actor in data.rows["actors"]}
    articles = {claim["claim_id"]: claim["article_id"] for claim in data.rows["claims"]}
    named = {(name["actor_id"], name["article_id"]) for name in data.rows["actor_names"]}
    pairs = [
        (row, actor)
        for row in data.rows["attributions"]
        for actor in kinds
        if row["hop"]
        and actor != row["actor_id"]
        and kinds[actor] == kinds[row["actor_id"]]
        and (actor, articles[row["claim_id"]]) in named
    ]
    row, actor = rng.choice(pairs)
    return cell(data, "attributions", row, "", actor_id=actor)


def letter_between_the_claims(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["actors"])
    return cell(data, "actors", row, "", description="A description that no article gives.")


def other_date(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["time_edtf"]])
    return cell(data, "claims", row, "", time_edtf=f"2023-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}")


def ids_exchanged(rng: random.Random, data: Published) -> Corruption:
    """Two claims of one article, of one type, event and chain, exchange their ids."""
    plain = [
        row
        for row in data.rows["claims"]
        if row["speech"] == "narration" and row["claim_type"] != "casualty" and row["event_id"] is not None
    ]
    pairs = [(a, b) for a in plain for b in plain if a is not b and a["article_id"] == b["article_id"]]
    one, other = rng.choice(pairs)
    ids = {id(one): other["claim_id"], id(other): one["claim_id"]}
    rows = [row | {"claim_id": ids.get(id(row), row["claim_id"])} for row in data.rows["claims"]]
    order = data.standard.tables["claims"].sort
    rows.sort(key=lambda row: [row[column] for column in order])
    what = f"claims {one['claim_id']} and {other['claim_id']}, ids exchanged"
    return Corruption(what, frozenset(), {"claims": data.with_rows("claims", rows)})


KINDS = (
    Kind("relation dropped", dropped_relation, "Nothing else tells that two rows were related."),
    Kind("statement of another claim", other_statement, "A statement is a paraphrase; only a reader can hold it "
         "against its quote."),
    Kind("claim type swapped for another", other_type, "Both are terms, and no words of the row contradict the type; "
         "casualty claims are the exception, they have figures."),
    Kind("class of victims swapped for another", other_harm_class, "Both are terms; who counts as a civilian is the "
         "coder's reading."),
    Kind("certain made unstated", certain_made_unstated, "Unstated needs no hedge, so no words are missing."),
    Kind("polarity flipped where nothing says so", polarity_of_other_claims, "No column repeats whether the claim says "
         "yes or no, but on harm."),
    Kind("speaker swapped for another of the same kind", other_speaker, "A pronoun or a role can mean either; both are "
         "named in the article."),
    Kind("description of an actor rewritten", letter_between_the_claims, "A description is in the coder's own words."),
    Kind("date of a claim swapped for another", other_date, "What day 'last Saturday' was is the coder's reading."),
    Kind("ids of two claims exchanged", ids_exchanged, "An id is arbitrary; only an earlier release knows which claim "
         "had it (`reportedly diff`)."),
)  # fmt: skip
