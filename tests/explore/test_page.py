"""The file: escaped, closed to the network, small, the same bytes every time, clear when something is missing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reportedly.errors import ReportedlyError
from reportedly.explore import page, write_explorer
from reportedly.explore.page import read_script, to_inert_json

from .conftest import ROOT, one_article, publish_rows

pytestmark = pytest.mark.slow

HOSTILE = "<script>alert(1)</script> </script> <!-- <img src=x onerror=alert(2)> \"q\" 'q' & \u2028 \u2029 {{ 7*7 }}"


class Elements(HTMLParser):
    """The elements of a page with their attributes, and what its scripts and styles hold."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[int, str] = {}
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

        self.open = True

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            at = len(self.elements) - 1
            self.texts[at] = self.texts.get(at, "") + data

    def contents(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(a, self.texts.get(i, "")) for i, (name, a) in enumerate(self.elements) if name == tag]


def parse(path: Path) -> Elements:
    parser = Elements()
    parser.feed(path.read_text("utf-8"))
    return parser


def hostile_package(folder: Path) -> Path:
    text = f"Before. {HOSTILE}\nAfter \N{MAHJONG TILE RED DRAGON} it.\n"
    rows = one_article(
        text,
        [{"quote": HOSTILE.partition(" {{")[0], "statement": HOSTILE}, {"quote": "alert(1)"}],
        title=HOSTILE,
        byline=HOSTILE,
        rights=HOSTILE,
    )
    rows["events"][0]["label"] = HOSTILE
    rows["actors"] = [
        {"actor_id": "x", "name": HOSTILE, "kind": "person", "is_named": True, "description": HOSTILE},
    ]
    rows["actor_names"] = [
        {
            "actor_id": "x",
            "article_id": "a",
            "name": HOSTILE,
            "mentions": 1,
            "first_char_start": 8,
            "name_kind": "variant",
        }
    ]
    return publish_rows(folder, rows, title=HOSTILE, description=HOSTILE)


def test_text_of_a_package_makes_no_element_of_the_page(tmp_path: Path) -> None:
    harmless = parse(
        write_explorer(publish_rows(tmp_path / "p", one_article("A.\n", [{"quote": "A"}])), tmp_path / "p.html")
    )
    hostile = parse(write_explorer(hostile_package(tmp_path / "h"), tmp_path / "h.html"))

    def names(elements: Elements) -> list[str]:
        return [name for name, _ in elements.elements if name not in {"span"}]

    assert names(hostile) == names(harmless)
    assert [attributes for attributes, _ in hostile.contents("img")] == []


def test_hostile_values_come_back_whole_from_the_data(tmp_path: Path) -> None:
    hostile = parse(write_explorer(hostile_package(tmp_path / "h"), tmp_path / "h.html"))
    (data,) = [text for attributes, text in hostile.contents("script") if attributes.get("id") == "data"]
    assert "<" not in data
    assert json.loads(data)["package"]["title"] == HOSTILE
    assert HOSTILE in json.loads(data)["articles"]["rows"][0]


@pytest.mark.parametrize("text", [HOSTILE, "]]>", "\\u003c", "\x00\x1f"])
def test_inert_json_reads_back_and_holds_no_markup(text: str) -> None:
    inert = to_inert_json({"text": text})
    assert not set("<>&\u2028\u2029") & set(inert)
    assert json.loads(inert) == {"text": text}


def test_the_policy_allows_the_page_s_own_scripts_and_style_by_hash_and_nothing_else(dataset_page: Path) -> None:
    elements = parse(dataset_page)
    (policy,) = [a["content"] for a, _ in elements.contents("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives.keys() == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    assert directives["default-src"] == directives["base-uri"] == directives["form-action"] == "'none'"
    assert "unsafe" not in policy

    def hashes(texts: list[str]) -> set[str]:
        digests = (hashlib.sha256(text.encode()).digest() for text in texts)
        return {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}

    scripts = [text for a, text in elements.contents("script") if a.get("type") != "application/json"]
    assert set(directives["script-src"].split()) == hashes(scripts)
    assert set(directives["style-src"].split()) == hashes([text for _, text in elements.contents("style")])


def test_the_page_loads_nothing_and_has_no_inline_handlers(dataset_page: Path) -> None:
    for name, attributes in parse(dataset_page).elements:
        assert not {"src", "srcset", "style", "action", "ping"} & attributes.keys(), name
        assert not [key for key in attributes if key.startswith("on")], name
        assert name not in {"link", "iframe", "object", "embed", "base", "img"}
        assert (attributes.get("href") or "#").startswith("#")


def test_the_page_s_scripts_never_read_text_as_markup_or_code() -> None:
    script = read_script()
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
    ):
        assert forbidden not in script


def test_the_dataset_s_page_is_below_three_megabytes(dataset_page: Path) -> None:
    assert dataset_page.stat().st_size < 3_000_000


def test_the_same_package_gives_the_same_bytes(dataset_page: Path, tmp_path: Path) -> None:
    assert write_explorer(ROOT, tmp_path / "again.html").read_bytes() == dataset_page.read_bytes()


def test_without_the_extra_one_message_names_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page.read_charts_library.cache_clear()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ReportedlyError, match=re.escape("pip install 'reportedly[explore]'")):
        write_explorer(ROOT, tmp_path / "x.html")
    assert not (tmp_path / "x.html").exists()


def test_a_folder_as_output_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ReportedlyError, match=r"is a folder; name a file: --out .*explore\.html"):
        write_explorer(ROOT, tmp_path)


def test_an_output_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportedlyError, match="cannot be written"):
        write_explorer(ROOT, tmp_path / "missing" / "x.html")


def test_importing_the_explorer_imports_neither_charts_nor_templates() -> None:
    import subprocess  # noqa: PLC0415

    code = "import sys, reportedly.explore; print([m for m in ('vl_convert', 'jinja2', 'duckdb') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
