"""The views: interval logic on small made-up tables, and answers on the five articles worked out by hand."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import ReportedlyError
from reportedly.query.connect import connect, create_views
from reportedly.standard import read_standard
from reportedly.standard.to_ddl import create_table, view_header

ROOT = Path(__file__).parents[2]
STANDARD = read_standard()
FOCAL = "mashtal-strike"
Row = dict[str, Any]

# A small world -------------------------------------------------------------------------------------------------


def report(lower: int | None = 1, upper: int | None = None, **more: Any) -> Row:
    """A casualty report and its claim: killed, class unstated, certain, by a named organisation, in event e."""
    form = {"quantity_form": "zero", "polarity": "negative", "absence": "asserted"} if upper == 0 else {}
    return {
        "lower": lower,
        "upper": upper,
        "harm": "killed",
        "victim_class": "unstated",
        "quantity_form": "range",
        "event_id": "e",
        "article_id": "a",
        "certainty": "certain",
        "polarity": "positive",
        "assertion": "stated",
        "absence": None,
        "subset_of": None,
        "speaker": "ministry",
        "identification": "named_organisation",
        "speech": "indirect",
        **form,
        **more,
    }


NO_SIGN = {"quantity_form": "no_evidence", "polarity": "negative", "absence": "no_evidence"}
MAY_BE = {"quantity_form": "possible", "certainty": "possible"}


class World:
    """Tables in memory with the views over them, to be filled anew for each example."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        for table in STANDARD.tables.values():
            self.connection.execute(create_table(table))
        create_views(self.connection, STANDARD)

    def fill(self, *reports: Row, **tables: list[Row]) -> World:
        """Report number n is claim c<n> and casualty c<n>.k1; `tables` adds rows to other tables."""
        for name in STANDARD.tables:
            self.connection.execute(f"DELETE FROM {name}")
        for event_id in sorted({row["event_id"] for row in reports} | {"e"}):
            role = "focal" if event_id == "e" else "background"
            self.add("events", event_id=event_id, label=event_id, event_type="other", corpus_role=role)
        for article_id in sorted({row["article_id"] for row in reports}):
            self.add("articles", article_id=article_id, published_basis="none", language="en")
        for actor_id in sorted({row["speaker"] for row in reports if row["speaker"]}):
            self.add("actors", actor_id=actor_id, name=actor_id, kind="government_body", is_named=True)
        for number, row in enumerate(reports, 1):
            claim_id = f"c{number}"
            self.add("claims", **{**row, "claim_id": claim_id, "claim_type": "casualty"})
            origin = {"actor_id": row["speaker"], "identification": row["identification"]}
            self.add("attributions", claim_id=claim_id, hop=0, is_origin=True, **origin)
            self.add("casualty_reports", **{**row, "claim_id": claim_id, "casualty_id": f"{claim_id}.k1"})
        for table, rows in tables.items():
            for row in rows:
                self.add(table, **row)
        return self

    def add(self, table: str, **values: Any) -> None:
        contract = STANDARD.tables[table]
        filler = {"string": "x", "integer": 1, "number": 0.0, "boolean": False, "date": "2024-01-01"}
        row = [
            values.get(field.name) if field.name in values else filler[field.type] if field.required else None
            for field in contract.fields
        ]
        self.connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    def rows(self, query: str) -> list[Row]:
        cursor = self.connection.execute(query)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def toll(self, policy: str = "every_claim", victim_class: str = "any", harm: str = "killed") -> Row:
        (row,) = self.rows(
            f"FROM event_tolls WHERE event_id = 'e' AND policy = '{policy}' AND victim_class = '{victim_class}' "
            f"AND harm = '{harm}'"
        )
        return row

    def interval(self, policy: str = "every_claim", victim_class: str = "any") -> tuple[int | None, int | None]:
        toll = self.toll(policy, victim_class)
        return toll["low"], toll["high"]


@pytest.fixture(scope="module")
def world() -> World:
    return World()


_SHARED = World()  # hypothesis runs many examples in one test, and no fixture outlives an example


def relation(claim_id: str, relation: str, other_claim_id: str, **more: Any) -> Row:
    return {"claim_id": claim_id, "relation": relation, "other_claim_id": other_claim_id, **more}


# Views as a whole ----------------------------------------------------------------------------------------------


def test_every_view_says_first_what_a_row_is() -> None:
    assert [name for name, sql in STANDARD.views.items() if not sql.startswith("-- One row a")] == []


def test_every_column_named_in_a_header_is_a_column(world: World) -> None:
    for name, sql in STANDARD.views.items():
        columns = {row["column_name"] for row in world.rows(f"DESCRIBE {name}")}
        policies = {"every_claim", "named_sources", "attacker_side", "target_side", "most_cautious"}
        named = re.findall(r"(?:^|\. |, )([a-z]+(?:_[a-z]+)*(?:, [a-z]+(?:_[a-z]+)*)*):", view_header(sql))
        words = {word for group in named for word in group.split(", ")}
        assert {word for word in words if "_" in word} - columns - policies == set(), name


def test_views_are_made_in_whatever_order_they_need() -> None:
    views = {"a": "-- One row a number.\nSELECT n FROM b", "b": "SELECT n FROM c", "c": "SELECT 1 AS n"}
    connection = duckdb.connect(":memory:")
    create_views(connection, dataclasses.replace(STANDARD, views=views))
    assert connection.execute("FROM a").fetchall() == [(1,)]
    comments = connection.execute("SELECT comment FROM duckdb_views() WHERE view_name = 'a'").fetchall()
    assert comments == [("One row a number.",)]


@pytest.mark.parametrize(
    "views", [{"a": "SELECT * FROM nowhere"}, {"a": "SELECT * FROM b", "b": "SELECT * FROM a"}, {"a": "SELEC"}]
)
def test_a_view_that_cannot_be_made_is_named(views: dict[str, str]) -> None:
    with pytest.raises(ReportedlyError, match="the view 'a' cannot be made"):
        create_views(duckdb.connect(":memory:"), dataclasses.replace(STANDARD, views=views))


# origins -------------------------------------------------------------------------------------------------------


def test_renderings_that_hang_together_through_others_are_one_origin(world: World) -> None:
    chain = [relation("c1", "same_utterance", "c3"), relation("c2", "same_utterance", "c3")]
    circle = [*chain, relation("c1", "same_utterance", "c2")]
    for links in (chain, circle):
        world.fill(*[report()] * 4, claim_relations=links)
        found = {row["claim_id"]: (row["origin_id"], row["size"]) for row in world.rows("FROM origins")}
        assert found == {"c1": ("c1", 3), "c2": ("c1", 3), "c3": ("c1", 3), "c4": ("c4", 1)}


def test_one_fact_from_two_mouths_is_two_origins(world: World) -> None:
    world.fill(report(), report(), claim_relations=[relation("c1", "same_fact", "c2")])
    assert {row["origin_id"] for row in world.rows("FROM origins")} == {"c1", "c2"}


@settings(max_examples=40, deadline=None)
@given(st.sets(st.tuples(st.integers(1, 7), st.integers(1, 7)).filter(lambda pair: pair[0] < pair[1]), max_size=8))
def test_origins_are_the_connected_components(links: set[tuple[int, int]]) -> None:
    cluster = {number: {number} for number in range(1, 8)}
    for one, two in links:
        merged = cluster[one] | cluster[two]
        for number in merged:
            cluster[number] = merged
    _SHARED.fill(
        *[report()] * 7, claim_relations=[relation(f"c{a}", "same_utterance", f"c{b}") for a, b in sorted(links)]
    )
    found = {row["claim_id"]: (row["origin_id"], row["size"]) for row in _SHARED.rows("FROM origins")}
    assert found == {f"c{number}": (f"c{min(group)}", len(group)) for number, group in cluster.items()}


# disagreements -------------------------------------------------------------------------------------------------

AGREEING = {
    "a floor under the number": (report(3, None), report(3, 3)),
    "intervals that meet": (report(1, 5), report(5, 9)),
    "another event": (report(3, 3), report(5, 5, event_id="other")),
    "another class": (report(3, 3, victim_class="civilian"), report(5, 5, victim_class="militant")),
    "a class and everyone": (report(2, 2, victim_class="civilian"), report(16, None)),
    "no civilians, and three people": (report(0, 0, victim_class="civilian"), report(3, 3)),
    "the leader, and three people": (report(1, 1, quantity_form="definite"), report(3, 3)),
    "a subset and another total": (report(3, 3), report(1, 1, subset_of="c3.k1"), report(3, None)),
    "no indications": (report(None, None, **NO_SIGN), report(3, 3)),
    "no indications of what may be": (report(None, None, **NO_SIGN), report(2, None, certainty="possible")),
    "may have been": (report(None, None, **MAY_BE), report(0, 0)),
    "only possible": (report(5, 5, certainty="possible"), report(3, 3)),
    "under investigation": (report(5, 5, certainty="unstated"), report(3, 3)),
    "a plan": (report(5, 5, assertion="intended"), report(3, 3)),
    "a denied number": (report(5, 5, polarity="negative", assertion="denied"), report(3, 3)),
    "the injured and the dead": (report(5, 5, harm="injured"), report(3, 3)),
    "a body and the dead": (report(3, None, harm="body_recovered"), report(1, 1)),
}
CONFLICTING = {
    "two numbers": (report(3, 3), report(5, 5), "count"),
    "a ceiling under a floor": (report(None, 10), report(16, None), "count"),
    "none, and one": (report(0, 0), report(1, None), "polarity"),
    "no civilians hurt, and civilians killed": (
        report(0, 0, harm="killed_or_injured", victim_class="civilian"),
        report(2, None, victim_class="civilian"),
        "polarity",
    ),
    "apparently none, and one": (report(0, 0, certainty="probable", absence="apparent"), report(1, 1), "polarity"),
    "nobody, and the leader": (report(0, 0), report(1, 1, quantity_form="definite"), "polarity"),
    "more civilians than people": (report(5, 5, victim_class="civilian"), report(3, 3), "count"),
    "likely five": (report(5, 5, certainty="probable"), report(3, 3), "count"),
}


@pytest.mark.parametrize("case", AGREEING)
def test_reports_that_can_both_hold_do_not_disagree(world: World, case: str) -> None:
    assert world.fill(*AGREEING[case]).rows("FROM disagreements") == []


@pytest.mark.parametrize("case", CONFLICTING)
def test_reports_that_exclude_each_other_are_a_pair_once(world: World, case: str) -> None:
    one, two, dimension = CONFLICTING[case]
    for pair in ((one, two), (two, one)):
        (row,) = world.fill(*pair).rows("FROM disagreements")
        assert (row["claim_id"], row["other_claim_id"]) == ("c1", "c2")
        assert (row["dimension"], row["basis"], row["comparable"]) == (dimension, "computed", True)


def test_a_computed_pair_tells_the_two_figures(world: World) -> None:
    (row,) = world.fill(report(5, 5, quantity_text="five"), report(3, 3, quantity_text="three")).rows(
        "FROM disagreements"
    )
    assert row["note"] == 'killed: "five" (5 or more) against "three" (3 at most)'


def test_review_and_computation_meet_in_one_row(world: World) -> None:
    reviewed = [relation("c1", "contradicts", "c2", dimension="count", comparable=True, note="Seen by a reader.")]
    (row,) = world.fill(report(3, 3), report(5, 5), claim_relations=reviewed).rows("FROM disagreements")
    assert (row["basis"], row["relation"], row["note"]) == ("both", "contradicts", "Seen by a reader.")


def test_a_distortion_is_a_disagreement_and_stands_first(world: World) -> None:
    reviewed = [relation("c2", "distorts", "c1", dimension="polarity", comparable=True)]
    (row,) = world.fill(
        report(None, None, **NO_SIGN), report(2, None, certainty="possible"), claim_relations=reviewed
    ).rows("FROM disagreements")
    assert (row["claim_id"], row["other_claim_id"], row["basis"]) == ("c2", "c1", "reviewed")


def test_what_is_marked_as_not_comparable_keeps_its_reason(world: World) -> None:
    reviewed = [
        relation("c1", "refines", "c2", dimension="scope", comparable=False, note="Iraq against two countries.")
    ]
    (row,) = world.fill(report(2, None), report(3, None), claim_relations=reviewed).rows("FROM disagreements")
    assert (row["comparable"], row["note"]) == (False, "Iraq against two countries.")


HARMS, CLASSES, MOST = ("killed", "injured"), ("civilian", "militant", "other"), 2


def cells(row: Row) -> set[tuple[str, str]]:
    """The victims that a report counts, as cells of harm × class."""
    harms = HARMS if row["harm"] == "killed_or_injured" else (row["harm"],)
    classes = CLASSES if row["victim_class"] == "unstated" else (row["victim_class"],)
    return set(itertools.product(harms, classes))


def can_both_hold(one: Row, two: Row) -> bool:
    """Whether some world of victims makes both reports true: tried out, one world after the other."""
    shared, only_one, only_two = cells(one) & cells(two), cells(one) - cells(two), cells(two) - cells(one)
    ranges = [range(MOST * len(group) + 1) for group in (shared, only_one, only_two)]

    def holds(row: Row, number: int) -> bool:
        return (row["lower"] or 0) <= number and (row["upper"] is None or number <= row["upper"])

    return any(holds(one, both + left) and holds(two, both + right) for both, left, right in itertools.product(*ranges))


@st.composite
def figures(draw: st.DrawFn) -> Row:
    lower = draw(st.one_of(st.none(), st.integers(0, MOST)))
    upper = draw(st.one_of(st.none(), st.integers(lower or 0, MOST)))
    return report(
        lower,
        upper,
        harm=draw(st.sampled_from(("killed", "injured", "killed_or_injured"))),
        victim_class=draw(st.sampled_from(("civilian", "militant", "unstated"))),
    )


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(figures(), figures()), min_size=1, max_size=12))
def test_two_reports_disagree_exactly_where_no_world_holds_both(pairs: list[tuple[Row, Row]]) -> None:
    excluding = {f"e{number}" for number, pair in enumerate(pairs) if not can_both_hold(*pair)}
    for order in (1, -1):  # symmetric
        reports = [{**row, "event_id": f"e{number}"} for number, pair in enumerate(pairs) for row in pair[::order]]
        found = [row["event_id"] for row in _SHARED.fill(*reports).rows("FROM disagreements WHERE comparable")]
        assert sorted(found) == sorted(excluding)  # each pair once


# event_sides ---------------------------------------------------------------------------------------------------


def actor(actor_id: str, kind: str, country: str | None = None) -> Row:
    return {"actor_id": actor_id, "name": actor_id, "kind": kind, "country": country, "is_named": True}


def role(actor_id: str, role: str) -> Row:
    return {"event_id": "e", "actor_id": actor_id, "role": role, "claim_id": "c1"}


def tie(subject_id: str, relation: str, object_id: str) -> Row:
    return {"subject_id": subject_id, "relation": relation, "object_id": object_id, "claim_id": "c1"}


def test_a_side_is_its_roles_its_members_its_state_and_its_umbrella(world: World) -> None:
    world.fill(
        actors=[
            actor("army", "military", "USA"),
            actor("spokesman", "person"),
            actor("an-official", "unnamed_person", "USA"),
            actor("a-paper", "media", "USA"),
            actor("group", "armed_group", "IRQ"),
            actor("front", "coalition", "IRQ"),
            actor("front-officials", "unnamed_group", "IRQ"),
            actor("backer", "state", "IRN"),
            actor("host-ministry", "government_body", "IRQ"),
        ],
        event_actors=[role("army", "attacker"), role("group", "target"), role("host-ministry", "host")],
        actor_relations=[
            tie("spokesman", "spokesperson_for", "army"),
            tie("group", "member_of", "front"),
            tie("front-officials", "member_of", "front"),
            tie("group", "supported_by", "backer"),
        ],
    )
    found = {(row["side"], row["actor_id"]): row["basis"] for row in world.rows("FROM event_sides")}
    assert found == {
        ("attacker", "army"): "role",
        ("attacker", "spokesman"): "belongs",
        ("attacker", "an-official"): "country",
        ("target", "group"): "role",
        ("target", "front"): "umbrella",
        ("target", "front-officials"): "umbrella",
    }


def test_who_has_a_role_on_one_side_is_not_drawn_to_the_other(world: World) -> None:
    world.fill(
        actors=[actor("army", "military", "SYR"), actor("dissident", "person", "SYR")],
        event_actors=[role("army", "attacker"), role("dissident", "victim")],
    )
    found = {(row["side"], row["actor_id"]) for row in world.rows("FROM event_sides")}
    assert found == {("attacker", "army"), ("target", "dissident")}


# event_tolls ---------------------------------------------------------------------------------------------------


def test_a_commander_and_three_people_are_three(world: World) -> None:
    # "A commander was killed" leaves room for more; its 1 is no lower estimate.
    assert world.fill(report(1, None, quantity_form="indefinite"), report(3, 3)).interval() == (3, 3)


def test_the_leader_is_no_ceiling(world: World) -> None:
    world.fill(report(1, 1, quantity_form="definite", victim_class="militant"))
    assert world.interval() == world.interval(victim_class="militant") == (1, None)
    assert world.toll()["is_open_top"] is True


def test_a_subset_is_not_added_to_its_total(world: World) -> None:
    world.fill(report(3, 3), report(1, 1, victim_class="militant", subset_of="c1.k1"))
    assert world.interval() == (3, 3)
    assert world.interval(victim_class="militant") == (1, None)


def test_classes_are_not_added_up(world: World) -> None:
    world.fill(report(3, 3, victim_class="civilian"), report(2, 2, victim_class="militant"))
    assert world.interval() == (3, None)  # at least three people; the two may not be added without a source that does


def test_no_indications_are_never_zero(world: World) -> None:
    world.fill(report(None, None, victim_class="civilian", **NO_SIGN))
    for policy in ("every_claim", "named_sources", "most_cautious"):
        for victim_class in ("any", "civilian"):
            toll = world.toll(policy, victim_class)
            assert (toll["low"], toll["high"], toll["is_open_top"], toll["claims"]) == (None, None, True, 1)


def test_a_flat_zero_is_zero_for_its_class_and_says_nothing_of_others(world: World) -> None:
    world.fill(report(0, 0, victim_class="civilian"))
    assert world.interval(victim_class="civilian") == (0, 0)
    assert world.interval() == (None, None)


def test_a_hedged_zero_lowers_no_toll(world: World) -> None:
    world.fill(report(0, 0, certainty="probable", absence="apparent"))
    assert world.interval() == (None, None)


def test_a_zero_that_another_rendering_gives_as_no_indications_lowers_no_toll(world: World) -> None:
    # One statement; the second article turned "no indications" into a flat denial.
    links = [relation("c1", "same_utterance", "c2")]
    world.fill(report(None, None, **NO_SIGN), report(0, 0), claim_relations=links)
    assert world.interval() == (None, None)


def test_a_possibility_lifts_high_and_never_low(world: World) -> None:
    world.fill(report(3, 3), report(5, 5, certainty="possible"))
    assert world.interval("every_claim") == (3, 5)
    assert world.interval("named_sources") == (3, 3)
    assert world.fill(report(2, None, certainty="possible")).interval() == (None, None)


def test_claims_that_exclude_each_other_span_the_interval(world: World) -> None:
    assert world.fill(report(3, 3), report(5, 5), report(1, None)).interval() == (3, 5)
    assert world.fill(report(5, None), report(3, 3)).interval() == (3, None)


def test_named_sources_leave_out_the_unnamed_and_the_unnamed_publisher(world: World) -> None:
    unnamed = report(5, 5, speaker="officials", identification="unnamed_group")
    article = report(4, None, speaker=None, identification=None)
    world.fill(report(2, None), unnamed, article)
    assert world.interval("named_sources") == (2, None)
    assert world.interval("every_claim") == (5, 5)


def test_most_cautious_takes_certain_named_bounds_that_nobody_contradicts(world: World) -> None:
    world.fill(
        report(2, None),
        report(6, None, speaker="union"),
        report(4, None, certainty="probable", speaker="police"),
        report(5, 5, speaker="officials", identification="unnamed_group"),
    )
    # 6 is over the officials' 5, 4 is only likely: 2 is left. named_sources has no ceiling, so 6 stands there.
    assert world.interval("most_cautious") == (2, None)
    assert world.interval("named_sources") == (6, None)
    assert world.interval("every_claim") == (5, None)


def test_sides_are_heard_by_their_own_policy(world: World) -> None:
    world.fill(
        report(1, None, speaker="army"),
        report(3, 3, speaker="group"),
        report(9, 9, speaker="union"),
        event_actors=[role("army", "attacker"), role("group", "target")],
    )
    assert world.interval("attacker_side") == (1, None)
    assert world.interval("target_side") == (3, 3)


def test_a_policy_that_hears_nobody_is_null_and_not_zero(world: World) -> None:
    toll = world.fill(report(3, 3)).toll("target_side")
    assert (toll["low"], toll["high"], toll["is_open_top"], toll["claims"], toll["origins"]) == (None, None, None, 0, 0)


def test_a_replaced_claim_is_not_heard(world: World) -> None:
    toll = world.fill(report(5, 5), report(3, 3), claim_relations=[relation("c2", "supersedes", "c1")]).toll()
    assert (toll["low"], toll["high"], toll["claims"]) == (3, 3, 1)


def test_a_distortion_counts_under_every_claim_only(world: World) -> None:
    world.fill(report(3, 3), report(9, 9), claim_relations=[relation("c2", "distorts", "c1", comparable=True)])
    assert world.interval("every_claim") == (3, 9)
    assert world.interval("named_sources") == (3, 3)
    assert world.interval("most_cautious") == (
        3,
        None,
    )  # somebody has printed nine: three is no ceiling without dispute


def test_a_background_event_never_reaches_the_focal_toll(world: World) -> None:
    world.fill(report(1, None), report(300, None, event_id="war"))
    assert world.interval() == (1, None)


def test_renderings_and_a_source_that_speaks_twice_are_one_origin(world: World) -> None:
    links = [relation("c1", "same_utterance", "c2")]
    world.fill(
        report(article_id="a", speaker="army"),
        report(article_id="b", speaker="command"),
        report(article_id="b", speaker="command"),
        report(article_id="d", speaker="union"),
        claim_relations=links,
    )
    toll = world.toll()
    assert (toll["claims"], toll["articles"], toll["origins"]) == (4, 3, 2)


@st.composite
def witnesses(draw: st.DrawFn) -> Row:
    kind = draw(st.sampled_from(("figure", "figure", "figure", "zero", "no_sign", "part")))
    more = {
        "certainty": draw(st.sampled_from(("certain", "certain", "probable", "possible", "unstated"))),
        "identification": draw(st.sampled_from(("named_organisation", "unnamed_group"))),
        "victim_class": draw(st.sampled_from(("unstated", "unstated", "civilian"))),
    }
    if kind == "zero":
        return report(0, 0, **more)
    if kind == "no_sign":
        return report(None, None, **{**more, **NO_SIGN})
    lower = draw(st.one_of(st.none(), st.integers(1, 6)))
    upper = draw(st.one_of(st.none(), st.integers(lower or 1, 8)))
    if kind == "part":
        return report(lower or 1, lower or 1, subset_of="whole", **more)
    return report(lower, upper, **more)


POLICIES = ("every_claim", "named_sources", "most_cautious")


def tolls(*reports: Row) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    rows = _SHARED.fill(*reports).rows("FROM event_tolls WHERE event_id = 'e' AND harm = 'killed' AND claims > 0")
    return {(row["policy"], row["victim_class"]): (row["low"], row["high"]) for row in rows}


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(witnesses(), min_size=1, max_size=5))
def test_a_toll_is_made_of_bounds_that_somebody_states(reports: list[Row]) -> None:
    floors = {row["lower"] for row in reports} | {None}
    ceilings = {row["upper"] for row in reports if row["subset_of"] is None} | {None}
    flat_zero = any(row["quantity_form"] == "zero" and row["certainty"] == "certain" for row in reports)
    for low, high in tolls(*reports).values():
        assert low in floors  # one report's own: nothing is added up
        assert high in ceilings
        assert low is None or high is None or low <= high
        assert flat_zero or (low != 0 and high != 0)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(witnesses(), min_size=1, max_size=4), st.sampled_from(("unstated", "civilian")))
def test_no_indications_change_no_toll(reports: list[Row], victim_class: str) -> None:
    before = tolls(*reports)
    after = tolls(*reports, report(None, None, victim_class=victim_class, **NO_SIGN))
    assert {key: after[key] for key in before} == before
    assert all(after[key] == (None, None) for key in after.keys() - before.keys())


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.one_of(st.none(), st.integers(5, 9))), min_size=1, max_size=4))
def test_claims_that_agree_give_their_intersection(bounds: list[tuple[int, int | None]]) -> None:
    ceilings = [upper for _, upper in bounds if upper is not None]
    expected = (max(lower for lower, _ in bounds), min(ceilings) if ceilings else None)
    assert tolls(*[report(*pair) for pair in bounds])["every_claim", "any"] == expected


# anonymity, source_agreement, renderings -----------------------------------------------------------------------


def test_anonymity_counts_what_rests_on_unnamed_sources_alone(world: World) -> None:
    unnamed = {"identification": "unnamed_group", "speaker": "officials"}
    world.fill(
        report(5, None, **unnamed),
        report(2, None, **unnamed),
        report(2, None),
        report(3, None, speaker=None, identification=None),
        claim_relations=[relation("c2", "same_utterance", "c3")],
    )
    (row,) = world.rows("FROM anonymity")
    counts = {
        key: row[key] for key in ("claims", "named_claims", "unnamed_claims", "own_claims", "origins", "origins_lost")
    }
    assert counts == {
        "claims": 4,
        "named_claims": 1,
        "unnamed_claims": 2,
        "own_claims": 1,
        "origins": 3,
        "origins_lost": 1,
    }
    assert (row["floor"], row["floor_without_unnamed"], row["floor_named"]) == (5, 3, 2)


def test_source_agreement_counts_facts_and_conflicts(world: World) -> None:
    world.fill(
        report(3, 3, speaker="army"),
        report(3, 3, speaker="union"),
        report(5, 5, speaker="union"),
        claim_relations=[relation("c1", "same_fact", "c2")],
    )
    rows = {(row["source_id"], row["other_source_id"]): row for row in world.rows("FROM source_agreement")}
    pair = rows["army", "union"]
    assert (pair["facts_shared"], pair["contradicted"], pair["distorted"]) == (1, 1, 0)
    assert rows["union", "union"]["contradicted"] == 1  # it says three and five


def test_a_rendering_that_says_it_surer_than_the_quotation_has_lost_the_hedge(world: World) -> None:
    quoted = report(2, None, certainty="possible", speech="direct")
    world.fill(
        report(2, None, article_id="b"),
        quoted,
        claim_relations=[relation("c1", "same_utterance", "c2")],
    )
    found = {row["claim_id"]: (row["is_reference"], row["hedge_lost"]) for row in world.rows("FROM renderings")}
    assert found == {"c1": (False, True), "c2": (True, False)}


# The five articles, worked out by hand -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dataset() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(ROOT) as connection:
        yield connection


def ask(dataset: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return dataset.execute(query).fetchall()


# article number, policy → (low, high, articles, origins)
KILLED = {
    # 001's security source and 004's militia officials say "three", 001 itself "at least three". All who speak of a
    # commander or leader are compatible with that, and so are "all of its occupants" (2 or more).
    # Origins: officials (000), Iraqi military, 001 itself, Pentagon, Central Command with the US military statement,
    # 001's security source, Bloomberg, 002's US official, NPR, Telegram channel, USNewsMag, militia officials: 12.
    "every_claim": (3, 3, 5, 12),
    # Both threes are unnamed and 001 names no publisher. The most that a named origin says is the Iraqi military's
    # "all of its occupants". Origins: Iraqi military, Pentagon, Central Command, Bloomberg, NPR, USNewsMag.
    "named_sources": (2, None, 5, 6),
    # Pentagon "at least one leader", Central Command "a commander", and a US official for whom there may have been
    # others: one or more. No US source gives a total. 001, 002 and 003.
    "attacker_side": (1, None, 3, 3),
    # Iran-backed militia officials in 004: three, including the commander. Their 1 for him is a part, not a fourth.
    "target_side": (3, 3, 1, 1),
    # As named_sources: the Iraqi military's two or more in 000 is certain, and the three of others does not deny it.
    # (In 003 the same military only "was investigating"; that claim is not heard.)
    "most_cautious": (2, None, 5, 6),
}


@pytest.mark.parametrize("policy", KILLED)
def test_the_dead_of_the_focal_strike_under_each_policy(dataset: duckdb.DuckDBPyConnection, policy: str) -> None:
    rows = ask(
        dataset,
        f"SELECT low, high, articles, origins, is_open_top FROM event_tolls WHERE event_id = '{FOCAL}' "
        f"AND harm = 'killed' AND victim_class = 'any' AND policy = '{policy}'",
    )
    assert rows == [(*KILLED[policy], KILLED[policy][1] is None)]


def test_no_policy_makes_a_number_of_the_civilians_of_the_focal_strike(dataset: duckdb.DuckDBPyConnection) -> None:
    # "No indications" (001, 003) is no number; 002's "appeared to be no" renders the same statement; 004's
    # "indications of civilians hurt or killed" is a possibility.
    rows = ask(
        dataset,
        f"SELECT DISTINCT low, high FROM event_tolls WHERE event_id = '{FOCAL}' AND victim_class = 'civilian'",
    )
    assert rows == [(None, None)]


def test_the_three_soldiers_of_the_jordan_attack_stay_there(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        dataset,
        "SELECT harm, victim_class, low, high FROM event_tolls WHERE event_id = 'tower-22-attack' "
        "AND victim_class IN ('any', 'military') AND policy = 'every_claim' ORDER BY ALL",
    )
    assert rows == [
        ("injured", "any", 41, None),  # "over 40 others" (004) is the greater floor beside "dozens"
        ("injured", "military", 24, None),  # "dozens more" in 001 and 002; 004 does not say that its 40 were soldiers
        ("killed", "any", 3, None),  # three soldiers: that nobody else was killed no article says
        ("killed", "military", 3, 3),
    ]
    focal = ask(
        dataset, f"SELECT quote FROM claims JOIN casualty_reports USING (claim_id) WHERE claims.event_id = '{FOCAL}'"
    )
    assert not [quote for (quote,) in focal if "soldier" in quote or "service members" in quote]


def test_the_part_of_the_initial_strikes_is_not_added_to_its_whole(dataset: duckdb.DuckDBPyConnection) -> None:
    # 002: "civilians were among at least 16 people killed": 16 people, of whom some civilians; never 18.
    rows = ask(
        dataset,
        "SELECT victim_class, low, high FROM event_tolls WHERE event_id = 'us-strikes-iraq-syria' AND harm = 'killed' "
        "AND policy = 'every_claim' ORDER BY victim_class",
    )
    assert rows == [("any", 16, None), ("civilian", 2, None), ("unstated", 16, None)]


def test_the_four_renderings_of_the_civilian_harm_statement(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        dataset,
        """SELECT left(article_id, 3), is_reference, polarity, certainty, absence, hedge_lost, polarity_flipped
           FROM renderings WHERE utterance_id = (
             SELECT utterance_id FROM renderings
             WHERE article_id LIKE '003%' AND quote LIKE '%no indications of%civilian casualties%'
           ) ORDER BY 1""",
    )
    assert rows == [
        # 003 quotes the statement: the reference. 001 paraphrases it faithfully.
        ("001", False, "negative", "certain", "no_evidence", False, False),
        # 002: "there appeared to be … no civilian casualties" says more than that there is no sign of any.
        ("002", False, "negative", "probable", "apparent", True, False),
        ("003", True, "negative", "certain", "no_evidence", False, False),
        # 004 prints "there were indications": the sign is turned round.
        ("004", False, "positive", "possible", None, False, True),
    ]


def test_the_statement_of_central_command_is_one_origin_of_three_articles(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        dataset,
        """SELECT DISTINCT left(article_id, 3) FROM origins WHERE origin_id = (
             SELECT origin_id FROM origins
             WHERE article_id LIKE '003%' AND quote = 'killing a Kata''ib Hezbollah commander'
           ) ORDER BY 1""",
    )
    assert rows == [("001",), ("002",), ("003",)]


def test_no_two_death_counts_of_the_focal_strike_exclude_each_other(dataset: duckdb.DuckDBPyConnection) -> None:
    # One leader, a commander, at least three, three, all occupants: all of them can be true at once, so none is
    # computed as a contradiction; review marks the tempting pairs as not comparable and says why.
    assert ask(dataset, f"FROM disagreements WHERE event_id = '{FOCAL}' AND basis <> 'reviewed'") == []
    pairs = ask(
        dataset,
        f"""SELECT left(article_id, 3), left(other_article_id, 3), comparable, note FROM disagreements
            WHERE event_id = '{FOCAL}' AND quote LIKE '%at least one leader%'
              AND other_quote LIKE 'three people killed%'""",
    )
    assert [(one, two, comparable) for one, two, comparable, _ in pairs] == [("003", "004", False)]
    assert all(note for *_, note in pairs)


def test_the_dates_of_the_jordan_attack_disagree(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        dataset,
        """SELECT left(article_id, 3), left(other_article_id, 3), quote, other_quote, comparable FROM disagreements
           WHERE event_id = 'tower-22-attack' AND dimension = 'date' AND relation = 'contradicts' ORDER BY ALL""",
    )
    # 28 January in 000 and 001, 27 January in 004.
    assert [(one, two, comparable) for one, two, _, _, comparable in rows] == [
        ("000", "004", True),
        ("001", "004", True),
    ]
    assert all("28" in quote and "27" in other for _, _, quote, other, _ in rows)


def test_the_sign_of_civilian_harm_is_a_distortion_by_004(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        dataset,
        """SELECT left(article_id, 3), left(other_article_id, 3), dimension FROM disagreements
           WHERE relation = 'distorts' AND quote LIKE '%indications of civilians hurt%' ORDER BY ALL""",
    )
    assert rows == [("004", "001", "polarity"), ("004", "002", "polarity"), ("004", "003", "polarity")]


def test_the_number_three_does_not_survive_among_named_sources(dataset: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        dataset,
        "SELECT floor, floor_without_unnamed, floor_named FROM anonymity "
        f"WHERE event_id = '{FOCAL}' AND harm = 'killed'",
    )
    # 001 says "at least three" itself, without a name to answer for it; the Iraqi military's occupants are two or more.
    assert rows == [(3, 3, 2)]


def test_every_claim_and_report_stands_once_in_its_overview(dataset: duckdb.DuckDBPyConnection) -> None:
    for view, table, key in (
        ("claim_overview", "claims", "claim_id"),
        ("origins", "claims", "claim_id"),
        ("casualty_overview", "casualty_reports", "casualty_id"),
        ("casualty_bounds", "casualty_reports", "casualty_id"),
    ):
        assert ask(dataset, f"SELECT {key} FROM {view} ORDER BY 1") == ask(
            dataset, f"SELECT {key} FROM {table} ORDER BY 1"
        )
