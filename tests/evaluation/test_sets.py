"""The sets: what they hold, what is sealed, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from evaluation.sets import FOLDER, SetName, load_set
from reportedly.errors import ReportedlyError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A development set of two articles and a split one of three, of which dev05 is sealed."""
    for place, articles in (("dev", ("dev01", "dev02")), ("wikinews", ("dev03", "dev04", "dev05"))):
        for part, ending in (("articles", "txt"), ("gold", "json")):
            (tmp_path / place / part).mkdir(parents=True)
            for article in articles:
                shutil.copy(FOLDER / "dev" / part / f"{article}.{ending}", tmp_path / place / part)
    split(tmp_path, dev=["dev03", "dev04"], sealed=["dev05"])
    return tmp_path


def split(folder: Path, **parts: list[str]) -> None:
    (folder / "wikinews" / "split.json").write_text(json.dumps(parts), encoding="utf-8")


def test_the_development_set_has_its_twelve_articles(dev):
    assert list(dev) == [f"dev{number:02d}" for number in range(1, 13)]
    assert sum(len(article.casualties) for article in dev.values()) == 52
    assert sum(len(article.attributions) for article in dev.values()) == 95
    assert sum(len(article.incidents) for article in dev.values()) == 20
    assert not any(article.is_sealed for article in dev.values())
    assert [article_id for article_id, article in dev.items() if not article.is_dated] == ["dev10", "dev11", "dev12"]


def test_a_set_takes_its_part_of_a_split_folder(folder):
    assert list(load_set(SetName.wikinews_dev, folder)) == ["dev03", "dev04"]
    assert {name: one.is_sealed for name, one in load_set(SetName.wikinews_sealed, folder).items()} == {"dev05": True}
    sealed = {name: one.is_sealed for name, one in load_set(SetName.all, folder).items()}
    assert sealed == {f"dev0{number}": number == 5 for number in range(1, 6)}


def test_the_calibration_set_is_sealed_and_has_articles_of_its_own(dev):
    calibration = load_set(SetName.calibration)
    assert list(calibration) == [f"cal{number:02d}" for number in range(1, 21)]
    assert sum(len(article.casualties) for article in calibration.values()) == 44
    assert sum(len(article.attributions) for article in calibration.values()) == 162
    assert sum(len(article.incidents) for article in calibration.values()) == 17
    assert all(article.is_sealed and article.is_dated for article in calibration.values())
    judging = load_set(SetName.all)
    assert not {article.text for article in calibration.values()} & {article.text for article in judging.values()}
    real = set(dev) | {f"wn{number:02d}" for number in range(1, 29)}
    assert set(judging) == real | set(invented("vwxy", 1)) | set(invented("xy", 0)) | set(passages(0)) | set(
        passages(1)
    )


def invented(kinds: str, rest: int) -> list[str]:
    return [f"i{kind}{number:02d}" for kind in kinds for number in range(1, 21) if number % 2 == rest]


def passages(rest: int) -> list[str]:
    return [f"s{kind}{number:02d}" for kind in "pq" for number in range(1, 45) if number % 2 == rest]


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        (SetName.invented_dev, invented("vwxy", 1)),
        (SetName.invented_sealed, invented("xy", 0)),
        (SetName.calibration_invented, invented("vw", 0)),
        (SetName.wikinews_dev, [f"wn{number:02d}" for number in (*range(1, 15), *range(15, 29, 2))]),
        (SetName.wikinews_sealed, [f"wn{number}" for number in range(16, 29, 2)]),
        (SetName.passages_dev, passages(1)),
        (SetName.passages_sealed, passages(0)),
    ],
)
def test_these_articles_may_be_read_and_the_others_are_sealed(name, articles):
    found = load_set(name)
    assert list(found) == articles
    assert all(one.is_sealed == (not name.endswith("-dev")) for one in found.values())


def test_every_gold_span_of_the_calibration_set_is_a_trimmed_stretch_of_its_text():
    for article in load_set(SetName.calibration).values():
        spans = [row.quote for row in article.casualties + article.attributions]
        assert all(0 <= span.start < span.end <= len(article.text) for span in spans)
        assert all(article.words(span) == article.words(span).strip() for span in spans)
        assert all(row.source and row.source in article.text for row in article.attributions)


def test_all_is_what_is_there(folder):
    shutil.rmtree(folder / "wikinews")
    assert list(load_set(SetName.all, folder)) == ["dev01", "dev02"]
    with pytest.raises(ReportedlyError, match="set wikinews-sealed: there is no gold"):
        load_set(SetName.wikinews_sealed, folder)


@pytest.mark.parametrize(
    "parts",
    [
        {"dev": ["dev03"], "sealed": ["dev05"]},
        {"dev": ["dev03", "dev04"], "sealed": ["dev04", "dev05"]},
        {"dev": ["dev03", "dev04"], "sealed": ["dev04"]},
    ],
)
def test_a_split_that_leaves_out_or_repeats_an_article_is_refused(folder, parts):
    split(folder, **parts)
    with pytest.raises(ReportedlyError, match=r"split\.json: each article of .* must be in one part; look at dev0"):
        load_set(SetName.wikinews_dev, folder)


def test_a_split_without_a_sealed_part_is_refused(folder):
    split(folder, dev=["dev03", "dev04", "dev05"])
    with pytest.raises(ReportedlyError, match=r"split\.json: cannot be read"):
        load_set(SetName.wikinews_dev, folder)


def test_a_text_that_is_not_the_coded_one_is_refused(folder):
    text = folder / "dev" / "articles" / "dev01.txt"
    text.write_bytes(text.read_bytes() + b"\n")
    with pytest.raises(ReportedlyError, match=r"dev01\.txt: not the text that was coded"):
        load_set(SetName.dev, folder)


def test_a_missing_text_and_a_broken_gold_file_are_named(folder):
    (folder / "dev" / "articles" / "dev01.txt").unlink()
    with pytest.raises(ReportedlyError, match=r"dev01\.json: the gold or its text .*dev01\.txt cannot be read"):
        load_set(SetName.dev, folder)
    gold = folder / "wikinews" / "gold" / "dev04.json"
    changed = json.loads(gold.read_text("utf-8"))
    changed["gold"]["casualties"][0]["harm"] = "hurt"
    gold.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(ReportedlyError, match=r"dev04\.json: not in the form of a gold file: .*'hurt' is none of"):
        load_set(SetName.wikinews_dev, folder)


def test_an_article_in_two_sets_is_refused(folder):
    for part, ending in (("articles", "txt"), ("gold", "json")):
        shutil.copy(FOLDER / "dev" / part / f"dev01.{ending}", folder / "wikinews" / part)
    split(folder, dev=["dev03", "dev04", "dev01"], sealed=["dev05"])
    with pytest.raises(ReportedlyError, match="dev01 is in two sets"):
        load_set(SetName.all, folder)
