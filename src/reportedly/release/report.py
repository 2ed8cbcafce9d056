"""One difference, three ways to say it: in words, as JSON, as Markdown for a changelog."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportedly.check.texts import TABLE, TEXT
from reportedly.release.differences import Difference, TableDifference
from reportedly.release.report_json import as_json
from reportedly.release.rows import CellChange, RowChange, key_in_words
from reportedly.release.values import excerpts, one_line
from reportedly.release.verdict import judge, least_core, version_suffices
from reportedly.release.versions import read_version

EXAMPLES = 10
_MARKED = str.maketrans({char: f"\\{char}" for char in "\\`*_[]|"} | {"<": "&lt;", ">": "&gt;"})
_SIGNS, _SIGNS_IN_WORDS = ("+", "-", "~"), ("added", "removed", "changed")  # Markdown reads "-" as a list

Mark = Callable[[str], str]


def as_words(difference: Difference, everything: bool = False) -> str:
    """What differs, a paragraph a table, up to ten rows each (all of them with `everything`), then the verdict."""
    parts = [_heading(difference)]
    parts += ["\n".join([f"{_title(table)}", *_body(table, everything)]) for table in difference.changed_tables]
    words = [*_changes(difference.properties), *_changes(difference.others)]
    parts += ["\n".join(["the package's own words and other files:", *words])] if words else []
    parts.append("\n".join(_closing(difference)))
    return "\n\n".join(parts)


def as_markdown(difference: Difference, everything: bool = False) -> str:
    """What differs as Markdown: a table of counts, then the rows, then the verdict."""
    parts = [f"## {_marked(_heading(difference))}"]
    tables = difference.changed_tables
    if tables:
        lines = ["| table | added | removed | changed | rows |", "|---|--:|--:|--:|--:|"]
        lines += [f"| {_marked(one_line(table.name))} | {' | '.join(_counts(table))} |" for table in tables]
        parts.append("\n".join(lines))
    parts += [
        "\n".join([f"### {_marked(_title(table))}", "", *_listed(_body(table, everything, _marked))])
        for table in tables
    ]
    words = [*_changes(difference.properties, _marked), *_changes(difference.others, _marked)]
    if words:
        parts.append("\n".join(["### The package's own words and other files", "", *_listed(words)]))
    parts.append("\n".join(_listed([f"  {_marked(line)}" for line in _closing(difference)])))
    return "\n\n".join(parts)


FORMATS: dict[str, Callable[[Difference, bool], str]] = {"text": as_words, "json": as_json, "markdown": as_markdown}


def _plain(text: str) -> str:
    return text


def _marked(text: str) -> str:
    """A text that Markdown shows as it is."""
    return text.translate(_MARKED)


def _heading(difference: Difference) -> str:
    old, new = difference.old, difference.new
    names = [one_line(str(side.descriptor.get("name") or "a package without a name")) for side in (old, new)]
    name = names[0] if names[0] == names[1] else f"{names[0]} → {names[1]}"
    versions = [one_line(side.version or "no version") for side in (old, new)]
    same = "the same" if difference.is_same else "different"
    return f"{name} {versions[0]} → {versions[1]}: {same}"


def _title(table: TableDifference) -> str:
    name = one_line(table.name)
    if table.presence != "both":
        rows = table.new_rows if table.presence == "added" else table.old_rows
        return f"{name}: table {table.presence} ({_count(rows, 'row')})"
    counts = {"added": len(table.rows_added), "removed": len(table.rows_removed), "changed": len(table.rows_changed)}
    parts = [f"{number:,} {words}" for words, number in counts.items() if number]
    return f"{name}: {', '.join(parts) or 'the same keys and cells'} ({_counts(table)[3]} rows)"


def _body(table: TableDifference, everything: bool, mark: Mark = _plain) -> Iterator[str]:
    """A table's changes line by line: the columns, then the rows added (+), removed (-) and changed (~)."""
    most = None if everything else EXAMPLES
    added, removed, changed = _SIGNS if mark is _plain else _SIGNS_IN_WORDS
    yield from (f"  {mark(one_line(line))}" for line in _columns(table))
    for sign, keys in ((added, table.rows_added), (removed, table.rows_removed)):
        yield from (f"  {sign} {mark(one_line(key_in_words(key)))}" for key in keys[:most])
        yield from _more(len(keys), most, sign)
    for row in table.rows_changed[:most]:
        yield from _row(row, changed, mark)
    yield from _more(len(table.rows_changed), most, changed)


def _columns(table: TableDifference) -> Iterator[str]:
    if table.presence == "both" and table.old_key != table.new_key:
        yield f"the key is {', '.join(table.new_key) or 'not stated'}, was {', '.join(table.old_key) or 'not stated'}"
    renamed = dict(table.columns_renamed)
    yield from (f"column {old} is now called {new} (same values)" for old, new in renamed.items())
    yield from (f"column {name} removed" for name in table.columns_removed if name not in renamed)
    yield from (f"column {name} added" for name in table.columns_added if name not in renamed.values())
    yield from (f"column {change.column} is {change.new}, was {change.old}" for change in table.types)
    yield from (f"term {term} of {column} removed" for column, term in table.terms_removed)
    yield from (f"term {term} of {column} added" for column, term in table.terms_added)
    if table.columns_moved:
        yield "the columns stand in another order"


def _row(row: RowChange, sign: str, mark: Mark) -> Iterator[str]:
    yield f"  {sign} {mark(one_line(key_in_words(row.key)))}"
    width = max(len(cell.column) for cell in row.cells)
    for cell in row.cells:
        old, new = excerpts(cell.old, cell.new)
        yield f"      {mark(f'{one_line(cell.column):<{width}}')}  {mark(old)} → {mark(new)}"


def _changes(changes: Sequence[CellChange], mark: Mark = _plain) -> Iterator[str]:
    for change in changes:
        old, new = excerpts(change.old, change.new)
        yield f"  {mark(one_line(change.column))}  {mark(old)} → {mark(new)}"


def _more(count: int, most: int | None, sign: str) -> Iterator[str]:
    if most is not None and count > most:
        yield f"  {sign} … and {count - most:,} more; all of them: --all"


def _closing(difference: Difference) -> Iterator[str]:
    same = len(difference.tables) - len(difference.changed_tables)
    if same and not difference.is_same:
        yield f"{_count(same, 'other table')} the same"
    if difference.withheld:
        has = "old" if difference.new.tables[TABLE].table.column(TEXT).null_count else "new"
        what = _count(difference.withheld, "article text")
        yield f"{what} only in the {has} one, withheld in the other; hashes were compared, texts were not"
    verdict = judge(difference)
    if verdict.level == "none":
        yield "nothing asks for a new version"
        return
    yield f"this is a {verdict.level} change: {'; '.join(one_line(reason) for reason in verdict.reasons)}"
    if version_suffices(difference, verdict) is False:
        old = read_version(difference.old.version or "")
        least = ".".join(str(number) for number in least_core(old, verdict.level))
        yield f"after {old} the next version is {least} or higher, not {difference.new.version}"


def _listed(lines: Iterator[str] | list[str]) -> Iterator[str]:
    """Indented lines as a Markdown list of two levels."""
    for line in lines:
        text = line.lstrip()
        yield f"{'  ' if line.startswith('      ') else ''}- {' '.join(text.split())}"


def _counts(table: TableDifference) -> tuple[str, str, str, str]:
    if table.presence != "both":
        rows = f"{table.old_rows:,} → {table.new_rows:,}"
        return ("table", "", "", rows) if table.presence == "added" else ("", "table", "", rows)
    rows = f"{table.old_rows:,} → {table.new_rows:,}"
    return f"{len(table.rows_added):,}", f"{len(table.rows_removed):,}", f"{len(table.rows_changed):,}", rows


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
