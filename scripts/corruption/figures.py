"""Corruptions of casualty figures, dates, and of what a claim says of harm."""

from __future__ import annotations

import datetime as dt
import random

from corruption.data import Corruption, Kind, Published, by, cell

LEXICON = "bounds_follow_the_lexicon"


def bounds_flipped(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["casualty_reports"] if row["upper"] is not None])
    return cell(data, "casualty_reports", row, "bounds_are_ordered", lower=row["upper"] + rng.randint(1, 50))


def bound_changed(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["casualty_reports"] if row["lower"] is not None])
    return cell(data, "casualty_reports", row, LEXICON, lower=row["lower"] + rng.randint(1, 50), upper=None)


def bound_closed(rng: random.Random, data: Published) -> Corruption:
    rows = [row for row in data.rows["casualty_reports"] if row["upper"] is None and row["lower"] is not None]
    row = rng.choice(rows)
    return cell(data, "casualty_reports", row, LEXICON, upper=row["lower"] + rng.randint(0, 50))


def quantity_changed(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["casualty_reports"])
    quotes = {claim["claim_id"]: claim["quote"] for claim in data.rows["claims"]}
    words = rng.choice(
        [word for word in ("seventeen", "at least 900", "dozens") if word not in quotes[row["claim_id"]]]
    )
    return cell(data, "casualty_reports", row, "figures_stand_in_the_quote", quantity_text=words)


def victims_changed(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["casualty_reports"] if row["victims_text"]])
    words = rng.choice(("schoolchildren", "aid workers", "peacekeepers"))
    return cell(data, "casualty_reports", row, "figures_stand_in_the_quote", victims_text=words)


def form_changed(rng: random.Random, data: Published) -> Corruption:
    """`three` as `at least`: the bounds are those of the old form."""
    rows = [row for row in data.rows["casualty_reports"] if row["quantity_form"] in ("exact", "at_least", "more_than")]
    row = rng.choice(rows)
    form = rng.choice([form for form in ("exact", "at_least", "more_than", "at_most") if form != row["quantity_form"]])
    return cell(data, "casualty_reports", row, LEXICON, quantity_form=form)


def no_evidence_made_zero(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["casualty_reports"] if row["quantity_form"] == "no_evidence"])
    rules = f"absence_is_negative {LEXICON}"
    return cell(data, "casualty_reports", row, rules, quantity_form="zero", lower=0, upper=0)


def part_above_whole(rng: random.Random, data: Published) -> Corruption:
    rows = data.rows["casualty_reports"]
    pairs = [
        (part, whole)
        for part in rows
        for whole in rows
        if part is not whole and part["lower"] and whole["upper"] is not None and part["lower"] > whole["upper"]
    ]
    part, whole = rng.choice(pairs)
    return cell(data, "casualty_reports", part, "subsets_fit_their_whole", subset_of=whole["casualty_id"])


def part_of_itself(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["casualty_reports"])
    return cell(data, "casualty_reports", row, "subsets_have_no_cycle", subset_of=row["casualty_id"])


def event_of_a_figure(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["casualty_reports"])
    events = [event["event_id"] for event in data.rows["events"] if event["event_id"] != row["event_id"]]
    return cell(data, "casualty_reports", row, "casualty_claims_have_reports", event_id=rng.choice(events))


def type_of_a_casualty_claim(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["claims"])
    other = "attack" if row["claim_type"] == "casualty" else "casualty"
    return cell(data, "claims", row, "casualty_claims_have_reports", claim_type=other)


def polarity_flipped(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["absence"] or row["claim_type"] == "casualty"])
    other = "positive" if row["polarity"] == "negative" else "negative"
    return cell(data, "claims", row, "absence_is_negative", polarity=other)


def event_day(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["events"] if row["date_start"]])
    column = rng.choice([column for column in ("date_start", "date_end") if row[column]])
    shifted = row[column] + dt.timedelta(days=rng.choice((-365, -1, 1, 30)))
    return cell(data, "events", row, "event_days_follow_their_date", **{column: shifted})


def date_form(rng: random.Random, data: Published) -> Corruption:
    table, column = rng.choice((("claims", "time_edtf"), ("events", "date_edtf"), ("articles", "published")))
    row = rng.choice([row for row in data.rows[table] if row[column]])
    bad = rng.choice(("7 February 2024", "2024-02-30", "2024-13", "07/02/2024", "2024-2-7"))
    return cell(data, table, row, "dates_are_edtf", **{column: bad})


def event_after_its_report(rng: random.Random, data: Published) -> Corruption:
    dated = {row["article_id"] for row in data.rows["articles"] if row["published"]}
    told = {
        row["event_id"]
        for row in data.rows["claims"]
        if row["article_id"] in dated and row["assertion"] not in ("predicted", "intended", "conditional")
    }
    row = rng.choice([row for row in data.rows["events"] if row["event_id"] in told])
    day = dt.date(2031, 5, rng.randint(1, 28))
    changed = cell(data, "events", row, "", date_edtf=day.isoformat(), date_start=day, date_end=day)
    return Corruption(changed.what, by(("claims", "events_precede_their_report")), changed.tables)


def time_without_basis(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["claims"])
    basis = "none" if row["time_basis"] != "none" else "explicit"
    return cell(data, "claims", row, "times_stand_in_the_sentence", time_basis=basis)


KINDS = (
    Kind("lower bound above the upper", bounds_flipped),
    Kind("bound changed away from its words", bound_changed),
    Kind("open bound closed", bound_closed),
    Kind("quantity words invented", quantity_changed),
    Kind("victims' words invented", victims_changed),
    Kind("form of a quantity changed", form_changed),
    Kind("no evidence made a zero", no_evidence_made_zero),
    Kind("part above its whole", part_above_whole),
    Kind("figure a part of itself", part_of_itself),
    Kind("figure moved to another event", event_of_a_figure),
    Kind("casualty claim made another, or another a casualty claim", type_of_a_casualty_claim),
    Kind("polarity of a claim on harm flipped", polarity_flipped),
    Kind("day of an event moved", event_day),
    Kind("date that is no EDTF", date_form),
    Kind("event moved behind its report", event_after_its_report),
    Kind("basis of a time changed", time_without_basis),
)
