"""After a change in some articles the short check finds what a whole check finds, rule by rule.

The bad rows are those of `tests/rules`, as in `tests/check/test_rules.py`. Each case is a change of the mini dataset's
tables; the articles that it touches are the changed ones.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
import yaml

from reportedly.check import check_tables
from reportedly.check.columns import COLUMN_RULES, STRUCTURE_RULE
from reportedly.check.engine import connected
from reportedly.check.rules import header, run_rules
from reportedly.publish.cut import article_column, article_of
from reportedly.publish.tables import store_table
from reportedly.rebuild.checks import ARTICLE, check_changed, check_whole, columns_read, rules_of_articles
from reportedly.rebuild.merge import Merged
from reportedly.standard import read_standard

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).resolve().parents[1] / "rules"
STANDARD = read_standard()
OF_ARTICLES = sorted(rules_of_articles(STANDARD))
OF_ALL = sorted(set(STANDARD.rules) - set(OF_ARTICLES))
REGISTRIES = [name for name, contract in STANDARD.tables.items() if article_column(contract) is None]
DIVIDED = [name for name in STANDARD.tables if name not in REGISTRIES]
# Rules whose bad rows all lie in registries; a change in those is built whole.
OF_REGISTRIES = {
    "background_stays_out_of_focal_tolls",
    "coordinates_name_their_source",
    "event_days_follow_their_date",
    "places_and_events_have_no_cycle",
    "unnamed_actors_have_no_external_id",
}


@cache
def cases(rule: str) -> list[dict[str, Any]]:
    return yaml.safe_load((FIXTURES / f"{rule}.yaml").read_text("utf-8"))["cases"]


def table_of(edit: dict[str, Any]) -> str:
    return next(value for value in edit.values() if value in STANDARD.tables)


def is_of_articles(case: dict[str, Any]) -> bool:
    return not {table_of(edit) for edit in case["edits"]} & set(REGISTRIES)


def articles_of(table: pa.Table, name: str) -> list[str]:
    column = article_column(STANDARD.tables[name])
    return [article_of(column, value) if value else "" for value in table.column(column).to_pylist()]


def touched(before: dict[str, pa.Table], after: dict[str, pa.Table]) -> set[str]:
    """The articles that have other rows."""
    found = set()
    for name in DIVIDED:
        for article in {*articles_of(before[name], name), *articles_of(after[name], name)}:
            if not rows_of(before[name], name, {article}).equals(rows_of(after[name], name, {article})):
                found.add(article)
    return found


def rows_of(table: pa.Table, name: str, articles: set[str]) -> pa.Table:
    return table.filter(pa.array([one in articles for one in articles_of(table, name)], pa.bool_()))


def nullable(table: pa.Table) -> pa.Table:
    """A table that can be written whatever it lacks; a build stops before it writes one."""
    return table.cast(pa.schema([field.with_nullable(True) for field in table.schema]))


def short_check(before: dict[str, pa.Table], after: dict[str, pa.Table], folder: Path) -> Any:
    """The findings of the check after a change, on the changed articles and on all rows."""
    articles = touched(before, after)
    merged = {}
    for name in DIVIDED:
        old, new = rows_of(before[name], name, articles), rows_of(after[name], name, articles)
        pieces = () if old.equals(new) else ((f"dataset/{name}.parquet", after[name]),)
        merged[name] = Merged(STANDARD.tables[name], old, new, pieces)
    stored = {name: store_table(folder, nullable(table), STANDARD.tables[name], 1) for name, table in after.items()}
    registries = {name: after[name] for name in REGISTRIES}
    package = {"name": "mini", "title": "Mini", "version": "1.0.0", "created": "2031-05-07T00:00:00Z"}
    package["licenses"] = [{"name": "CC0-1.0"}]
    return check_changed(merged, registries, package, STANDARD), check_whole(folder, merged, stored, STANDARD)


# Changes of articles for rules whose bad rows in `tests/rules` are changes of registries.
CHANGED_ARTICLES: dict[str, list[dict[str, Any]]] = {
    "concluded_rows_rest_on_claims": [
        {"change": "claims", "key": "first-report.c012", "set": {"event_id": "ferry-strike"}},
        {"drop": "actor_names", "key": "captain-first / first-report / the captain"},
        {"drop": "actor_names", "key": "agency-c / first-report / Agency C"},
    ],
    "events_precede_their_report": [
        {"change": "articles", "key": "first-report", "set": {"published": "2030-01-01"}},
    ],
}
IN_ARTICLES = sorted(
    path.stem
    for path in FIXTURES.glob("*.yaml")
    if path.stem != STRUCTURE_RULE and any(map(is_of_articles, cases(path.stem)))
)


def test_every_rule_has_bad_rows_in_articles_or_is_one_of_registries() -> None:
    assert {*IN_ARTICLES} | OF_REGISTRIES == {*STANDARD.rules, *COLUMN_RULES} - {STRUCTURE_RULE}
    assert not {*IN_ARTICLES} & OF_REGISTRIES


@pytest.mark.parametrize("rule", IN_ARTICLES)
def test_bad_rows_of_articles_are_found_as_by_a_whole_check(rule, mini_tables, edit_tables, tmp_path) -> None:
    of_rule = (edit for case in cases(rule) if is_of_articles(case) for edit in case["edits"])
    edits = CHANGED_ARTICLES.get(rule) or list(of_rule)
    after = edit_tables(mini_tables, edits)
    whole = check_tables(after, STANDARD)
    on_articles, on_all = short_check(mini_tables, after, tmp_path)
    assert on_articles.problems == on_all.problems == []
    assert set(on_articles.findings) | set(on_all.findings) == set(whole.findings)
    assert rule in {finding.rule for finding in whole.findings}
    assert not (on_articles.is_clean and on_all.is_clean)


@pytest.mark.parametrize("rule", OF_ARTICLES)
def test_a_rule_of_articles_finds_the_same_article_by_article(rule, mini_tables, edit_tables) -> None:
    """What `scope: article` says: nothing hangs on two articles."""
    after = edit_tables(mini_tables, [edit for case in cases(rule) for edit in case["edits"]])
    ids = set().union(*(articles_of(after[name], name) for name in DIVIDED))
    by_article = []
    for article in ids:
        part = {name: rows_of(after[name], name, {article}) for name in DIVIDED}
        by_article += findings_of(rule, {**after, **part})
    assert set(by_article) == set(findings_of(rule, after))


def findings_of(rule: str, tables: dict[str, pa.Table]) -> list[Any]:
    with connected(tables) as connection:
        (run,) = run_rules(connection, tables, STANDARD, rule)
    assert run.problem is None
    return list(run.findings)


@pytest.mark.parametrize("rule", OF_ALL)
def test_a_rule_of_all_rows_reads_no_more_than_it_says(rule, mini_tables, edit_tables) -> None:
    """What `reads` says: with these columns alone it finds what it finds with all."""
    after = edit_tables(mini_tables, [edit for case in cases(rule) for edit in case["edits"]])
    reads = columns_read(STANDARD.rules[rule], STANDARD)
    with connected({name: after[name].select(sorted(columns)) for name, columns in reads.items()}) as connection:
        (run,) = run_rules(connection, {}, STANDARD, rule)
    assert run.problem is None
    assert set(run.findings) == set(findings_of(rule, after))
    assert run.findings


def test_a_rule_says_one_thing_of_its_scope() -> None:
    for name, sql in STANDARD.rules.items():
        about = header(sql)
        assert (about.get("scope") == ARTICLE) != ("reads" in about), name


def test_a_rule_that_says_nothing_reads_everything() -> None:
    found = columns_read("-- title: a rule\nSELECT 1", STANDARD)
    assert found == {name: frozenset(contract.columns) for name, contract in STANDARD.tables.items()}


def test_a_change_that_no_rule_of_all_rows_reads_runs_none(mini_tables, edit_tables, tmp_path) -> None:
    edit = {"change": "claims", "key": "first-report.c004", "set": {"statement": "It was there."}}
    _, on_all = short_check(mini_tables, edit_tables(mini_tables, [edit]), tmp_path)
    assert (on_all.rules, on_all.findings) == (0, [])


def test_rows_of_articles_are_told_by_their_ids(mini_tables) -> None:
    for name in DIVIDED:
        assert set(articles_of(mini_tables[name], name)) <= set(
            pc.unique(mini_tables["articles"]["article_id"]).to_pylist()
        )
