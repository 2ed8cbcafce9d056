"""Corruptions of who said it: chains of sources, identification, origins; and of what is concluded."""

from __future__ import annotations

import random

from corruption.data import Corruption, Kind, Published, Row, by, cell


def hop_gap(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["attributions"])
    rows = [one | {"hop": one["hop"] + 1} if one is row else one for one in data.rows["attributions"]]
    if any(one is not row and (one["claim_id"], one["hop"]) == (row["claim_id"], row["hop"] + 1) for one in rows):
        rows = [
            one | {"hop": one["hop"] + 1} if one["claim_id"] == row["claim_id"] else one
            for one in data.rows["attributions"]
        ]
    what = f"attributions {data.key('attributions', row)}, a hop too high"
    changed = {"attributions": data.with_rows("attributions", rows)}
    return Corruption(what, by(("claims", "hops_are_consecutive")), changed)


def hop_dropped(rng: random.Random, data: Published) -> Corruption:
    """Any hop but a last one of several: without that the origin is another, see the kind on origins."""
    last = {(row["claim_id"], row["hop"]) for row in data.rows["attributions"] if row["is_origin"] and row["hop"]}
    row = rng.choice([row for row in data.rows["attributions"] if (row["claim_id"], row["hop"]) not in last])
    rows = [one for one in data.rows["attributions"] if one is not row]
    changed = {"attributions": data.with_rows("attributions", rows)}
    what = f"attributions {data.key('attributions', row)}, dropped"
    return Corruption(what, by(("claims", "hops_are_consecutive")), changed)


def origin_dropped(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["attributions"] if row["is_origin"] and row["hop"]])
    rows = [one for one in data.rows["attributions"] if one is not row]
    changed = {"attributions": data.with_rows("attributions", rows)}
    what = f"attributions {data.key('attributions', row)}, the origin, dropped"
    return Corruption(what, by(("attributions", "origin_is_the_last_hop")), changed)


def origin_moved(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["attributions"] if row["is_origin"] and row["hop"]])
    rows = [
        one | {"is_origin": one["hop"] == row["hop"] - 1} if one["claim_id"] == row["claim_id"] else one
        for one in data.rows["attributions"]
    ]
    what = f"attributions {data.key('attributions', row)}, is_origin moved to the hop before"
    changed = {"attributions": data.with_rows("attributions", rows)}
    return Corruption(what, by(("attributions", "origin_is_the_last_hop")), changed)


def article_as_another(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["attributions"] if row["hop"] == 0])
    actors = [actor["actor_id"] for actor in data.rows["actors"] if actor["actor_id"] != row["actor_id"]]
    return cell(data, "attributions", row, "hop_zero_is_the_article", actor_id=rng.choice(actors))


def unnamed_made_named(rng: random.Random, data: Published) -> Corruption:
    kinds = {actor["actor_id"]: actor["kind"] for actor in data.rows["actors"]}
    rows = [row for row in data.rows["attributions"] if kinds.get(row["actor_id"], "").startswith("unnamed")]
    row = rng.choice(rows)
    identification = rng.choice(("named_person", "named_organisation"))
    return cell(data, "attributions", row, "identification_fits_the_actor", identification=identification)


def organisation_made_person(rng: random.Random, data: Published) -> Corruption:
    rows = [row for row in data.rows["attributions"] if row["identification"] == "named_organisation"]
    return cell(data, "attributions", rng.choice(rows), "identification_fits_the_actor", identification="named_person")


def source_withdrawn(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["attributions"] if row["hop"]])
    return cell(data, "attributions", row, "sources_stand_in_the_text", source_text=None)


def narration_and_speech(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["claims"])
    speech = "indirect" if row["speech"] == "narration" else "narration"
    return cell(data, "claims", row, "speech_fits_the_chain", speech=speech)


def reason_for_a_named_source(rng: random.Random, data: Published) -> Corruption:
    rows = [row for row in data.rows["attributions"] if (row["identification"] or "").startswith("named")]
    reason = "because the source was not authorised to speak"
    return cell(data, "attributions", rng.choice(rows), "reasons_stand_with_unnamed_sources", anonymity_reason=reason)


def names_of_a_source_dropped(rng: random.Random, data: Published) -> Corruption:
    articles = {claim["claim_id"]: claim["article_id"] for claim in data.rows["claims"]}
    speaking = {(row["actor_id"], articles[row["claim_id"]]) for row in data.rows["attributions"] if row["hop"]}
    actor_id, article_id = rng.choice(sorted(speaking))
    rows = [row for row in data.rows["actor_names"] if (row["actor_id"], row["article_id"]) != (actor_id, article_id)]
    what = f"actor_names of {actor_id} in {article_id}, dropped"
    changed = {"actor_names": data.with_rows("actor_names", rows)}
    return Corruption(what, by(("attributions", "sources_have_names")), changed)


def unnamed_identified(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["actors"] if not row["is_named"]])
    number = f"Q{rng.randint(1, 9_999_999)}"
    return cell(data, "actors", row, "unnamed_actors_have_no_external_id", wikidata_id=number)


def relation_reversed(rng: random.Random, data: Published) -> Corruption:
    symmetric = data.standard.vocabularies["claim_relation"].flagged("symmetric")
    row = rng.choice([row for row in data.rows["claim_relations"] if row["relation"] in symmetric])
    swapped = {"claim_id": row["other_claim_id"], "other_claim_id": row["claim_id"]}
    return cell(data, "claim_relations", row, "symmetric_relations_stand_once", **swapped)


def contradiction_not_comparable(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claim_relations"] if row["relation"] in ("contradicts", "differs")])
    cells = rng.choice(({"comparable": not row["comparable"]}, {"dimension": None}))
    return cell(data, "claim_relations", row, "contradictions_are_comparable", **cells)


def parent_in_a_circle(rng: random.Random, data: Published) -> Corruption:
    table, key, parent = rng.choice((("places", "place_id", "parent_id"), ("events", "event_id", "parent_event_id")))
    row = rng.choice(data.rows[table])
    return cell(data, table, row, "places_and_events_have_no_cycle", **{parent: row[key]})


def background_in_focal(rng: random.Random, data: Published) -> Corruption:
    focal = rng.choice([row for row in data.rows["events"] if row["corpus_role"] == "focal"])
    row = rng.choice([row for row in data.rows["events"] if row["corpus_role"] == "background"])
    return cell(data, "events", row, "background_stays_out_of_focal_tolls", parent_event_id=focal["event_id"])


def coordinates_without_source(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["places"] if row["latitude"] is None])
    cells = {"latitude": round(rng.uniform(20, 40), 4)} | rng.choice(({}, {"longitude": 44.3661}))
    return cell(data, "places", row, "coordinates_name_their_source", **cells)


def confidence_of_a_reviewed_row(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["coding"] == "reviewed"])
    return cell(data, "claims", row, "confidence_belongs_to_machines", confidence=round(rng.random(), 3))


def excuse_where_claims_are(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["sentences"] if row["no_claim"] is None])
    term = rng.choice(data.standard.vocabularies["no_claim"].names)
    changed = cell(data, "sentences", row, "", no_claim=term)
    return Corruption(changed.what, by(("claims", "claims_lie_in_sentences")), changed.tables)


def sentence_silenced(rng: random.Random, data: Published) -> Corruption:
    """Every claim of a sentence goes, with all rows that rest on it: what is left fits together."""
    sentence = rng.choice(data.rows["sentences"])
    gone = {claim["claim_id"] for claim in data.rows["claims"] if _lies_in(claim, sentence)}
    tables = {}
    for name, contract in data.standard.tables.items():
        columns = [key.field for key in contract.foreign_keys if key.table == "claims"]
        columns += ["claim_id"] if name == "claims" else []
        kept = [row for row in data.rows[name] if not any(row[column] in gone for column in columns)]
        if len(kept) < len(data.rows[name]):
            tables[name] = data.with_rows(name, kept)
    what = f"sentences {data.key('sentences', sentence)}, its claims and all that rests on them dropped"
    return Corruption(what, by(("sentences", "sentences_are_coded_or_excused")), tables)


def event_that_nobody_claims(rng: random.Random, data: Published) -> Corruption:
    like = rng.choice(data.rows["events"])
    added = like | {"event_id": f"invented-{rng.randint(1, 999)}", "parent_event_id": None}
    rows = sorted([*data.rows["events"], added], key=lambda row: row["event_id"])
    what = f"events {added['event_id']}, added"
    return Corruption(what, by(("events", "concluded_rows_rest_on_claims")), {"events": data.with_rows("events", rows)})


def _lies_in(claim: Row, sentence: Row) -> bool:
    return bool(
        claim["article_id"] == sentence["article_id"]
        and claim["char_start"] < sentence["char_end"]
        and claim["char_end"] > sentence["char_start"]
    )


KINDS = (
    Kind("gap in a chain of sources", hop_gap),
    Kind("hop dropped from a chain", hop_dropped),
    Kind("origin dropped from a chain", origin_dropped),
    Kind("is_origin moved", origin_moved),
    Kind("hop 0 given to another actor", article_as_another),
    Kind("unnamed source made named", unnamed_made_named),
    Kind("organisation made a person", organisation_made_person),
    Kind("source's words removed", source_withdrawn),
    Kind("narration made speech, or speech narration", narration_and_speech),
    Kind("reason for anonymity of a named source", reason_for_a_named_source),
    Kind("names of a source dropped", names_of_a_source_dropped),
    Kind("outside identifier of an unnamed actor", unnamed_identified),
    Kind("symmetric relation turned round", relation_reversed),
    Kind("contradiction or difference without its ground", contradiction_not_comparable),
    Kind("place or event inside itself", parent_in_a_circle),
    Kind("background event put into a focal one", background_in_focal),
    Kind("coordinates without a source", coordinates_without_source),
    Kind("confidence of a reviewed claim", confidence_of_a_reviewed_row),
    Kind("excuse where claims are", excuse_where_claims_are),
    Kind("claims of a sentence dropped with all their rows", sentence_silenced),
    Kind("event that no claim tells of", event_that_nobody_claims),
)
