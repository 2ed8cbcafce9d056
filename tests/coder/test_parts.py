"""Parts of a toll: which links to a whole the coder makes, and which it must let go for the rules' sake."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.coder.parts import fit_parts
from reportedly.errors import Where
from reportedly.read.fields import Row
from reportedly.read.locate import Span
from reportedly.read.records import Claim
from reportedly.standard import read_standard

WHERE = Where("a.txt", 1)
LEXICON = read_standard().lexicon


def _claim(label: str, quantity: str, part_of: str | None = None, harm: str = "killed", event: str = "e") -> Claim:
    values: dict[str, Any] = {"harm": harm, "quantity_text": quantity}
    if part_of:
        values["subset_of"] = part_of
    return Claim(label, {"event_id": event}, Span(0, 9), (), (Row(values, WHERE),), (), WHERE)


def _links(*claims: Claim) -> dict[str, str]:
    left = fit_parts(claims, LEXICON)
    assert [claim.label for claim in left] == [claim.label for claim in claims]
    assert all(len(claim.casualties) == 1 for claim in left)
    rows = {claim.label: claim.casualties[0].values for claim in left}
    return {label: row["subset_of"] for label, row in rows.items() if "subset_of" in row}


@pytest.mark.parametrize("whole", ["c001", "c001.k1"])
def test_a_part_that_fits_its_whole_keeps_its_link(whole):
    assert _links(_claim("c001", "31 people"), _claim("c002", "four children", whole)) == {"c002": whole}


def test_the_whole_may_have_no_most():
    assert _links(_claim("c001", "at least three"), _claim("c002", "40 civilians", "c001")) == {"c002": "c001"}


def test_killed_or_injured_holds_the_killed_and_not_the_other_way_round():
    assert _links(_claim("c001", "31", harm="killed_or_injured"), _claim("c002", "four", "c001")) == {"c002": "c001"}
    assert _links(_claim("c001", "31"), _claim("c002", "four", "c001", harm="killed_or_injured")) == {}


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (_claim("c001", "three people"), _claim("c002", "four children", "c001")),
        (_claim("c001", "31 people"), _claim("c002", "four children", "c001", harm="injured")),
        (_claim("c001", "31 people"), _claim("c002", "four children", "c001", event="other")),
        (_claim("c001", "31 people"), _claim("c002", "four children", "c009")),
        (_claim("c001", "31 people"), _claim("c002", "four children", "c001.k2")),
        (_claim("c001", "31 people"), _claim("c002", "four children", "c002")),
        (_claim("c001", "no casualties"), _claim("c002", "four children", "c001")),
    ],
    ids=["larger", "other harm", "other event", "no such claim", "no such report", "itself", "nobody"],
)
def test_a_part_that_does_not_fit_stays_without_its_link(whole, part):
    assert _links(whole, part) == {}


def test_links_in_a_circle_are_all_let_go():
    circle = (_claim("c001", "four", "c003"), _claim("c002", "four", "c001"), _claim("c003", "four", "c002"))
    assert _links(*circle) == {}
    assert _links(*circle[:2], _claim("c003", "four")) == {"c001": "c003", "c002": "c001"}
