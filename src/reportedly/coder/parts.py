"""Parts of a toll and their whole: a link that the rules would refuse is dropped, and the report stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.read.fields import Row
from reportedly.read.records import Claim
from reportedly.standard.lexicon import Lexicon
from reportedly.standard.quantities import Quantity, read_quantity


def fit_parts(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """The claims, each report without a `subset_of` that cannot hold.

    It holds where the whole is another report of these claims, of the same event and harm (killed or injured includes
    either), whose most is not under the part's fewest, and where following the links never comes back.
    """
    reports = {
        f"{claim.label}.k{number}": (claim, row)
        for claim in claims
        for number, row in enumerate(claim.casualties, start=1)
    }
    wholes = {
        key: _full(row.values["subset_of"])
        for key, (_, row) in reports.items()
        if row.values.get("subset_of") is not None
    }
    kept = {
        key
        for key, whole in wholes.items()
        if whole in reports and _fits(reports[key], reports[whole], lexicon) and not _comes_back(key, wholes)
    }
    return [
        replace(
            claim, casualties=tuple(_row(f"{claim.label}.k{n}", row, kept) for n, row in enumerate(claim.casualties, 1))
        )
        for claim in claims
    ]


def _full(report: str) -> str:
    """The label of a report: that of a claim alone means its first."""
    return report if ".k" in report else f"{report}.k1"


def _row(key: str, row: Row, kept: set[str]) -> Row:
    if key in kept or "subset_of" not in row.values:
        return row
    return Row({name: value for name, value in row.values.items() if name != "subset_of"}, row.where)


def _comes_back(key: str, wholes: Mapping[str, str]) -> bool:
    at, seen = key, set[str]()
    while at in wholes and at not in seen:
        seen.add(at)
        at = wholes[at]
    return at in seen


def _fits(part: tuple[Claim, Row], whole: tuple[Claim, Row], lexicon: Lexicon) -> bool:
    (claim, row), (all_claim, all_row) = part, whole
    if claim.values.get("event_id") != all_claim.values.get("event_id"):
        return False
    if row.values.get("harm") != all_row.values.get("harm") and all_row.values.get("harm") != "killed_or_injured":
        return False
    few, most = _quantity(row, lexicon), _quantity(all_row, lexicon)
    if few is None or most is None:
        return False
    return few.lower is None or most.upper is None or few.lower <= most.upper


def _quantity(row: Row, lexicon: Lexicon) -> Quantity | None:
    words = row.values.get("quantity_text")
    return read_quantity(words, lexicon, row.values.get("quantity_form")) if words else None
