"""The docs site: its generated pages, the check of what was built, and the built site in a browser.

Tests marked `site` read the site in the folder REPORTEDLY_SITE, or build it once.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from reportedly.cli import app
from reportedly.standard import Standard

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "docs_site"
PAGES = ("index.html", "reference/tables/claims.html", "search.html?q=hedge")
SIZES = {"desktop": (1440, 900), "phone": (375, 812)}


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_site_{name}", SCRIPT / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


built = module("built")


# ---- the pages that are generated


@pytest.fixture(scope="module")
def pages(standard: Standard) -> dict[str, str]:
    found: dict[str, str] = module("reference").reference_pages(standard)
    return found


def test_each_table_has_a_page_with_every_column_and_leads_to_the_tables_it_names(
    pages: dict[str, str], standard: Standard
) -> None:
    for table in standard.tables.values():
        page = pages[f"reference/tables/{table.name}.md"]
        rows = [line for line in page.splitlines() if line.startswith('| <a id="')]
        assert [row.split('"')[1] for row in rows] == list(table.columns)
        for key in table.foreign_keys:
            row = rows[table.columns.index(key.field)]
            assert f"[{key.table}]({key.table}.md)" in row
            assert f"[{table.name}]({table.name}.md).`{key.field}`" in pages[f"reference/tables/{key.table}.md"]


def test_every_term_rule_view_and_command_is_on_its_page(pages: dict[str, str], standard: Standard) -> None:
    for vocabulary in standard.vocabularies.values():
        section = pages["reference/vocabularies.md"].split(f"\n## {vocabulary.name}\n")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == list(vocabulary.names)
    for page, names in (("reference/rules.md", standard.rules), ("reference/views.md", standard.views)):
        assert [line[3:] for line in pages[page].splitlines() if line.startswith("## ")] == list(names)
    for name in typer.main.get_command(app).commands:  # type: ignore[attr-defined]
        assert f"## `reportedly {name}`\n" in pages["reference/command-line.md"]
    assert "..." not in pages["reference/command-line.md"].replace("ARTICLE...", "").replace("]...", "").replace(
        "}...", ""
    )


# ---- the check of a built site


def site_of(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    problems: list[str] = built.read_site(folder).problems
    return problems


def test_links_that_lead_nowhere_are_found(tmp_path: Path) -> None:
    problems = site_of(
        tmp_path,
        index_html='<h1 id="a">x</h1><a href="sub/two.html#b">1</a><a href="#a">2</a><a href="sub/">3</a>'
        '<a href="sub/two.html#gone">4</a><a href="#gone">5</a><a href="gone.html">6</a><img src="gone.png">',
        sub__two_html='<h2 id="b">x</h2><a href="../index.html?q=1#a">1</a><a href="../gone.css">2</a>',
        sub__index_html="",
    )
    assert problems == [
        "index.html: sub/two.html#gone: no such anchor",
        "index.html: #gone: no such anchor",
        "index.html: gone.html: no such file",
        "index.html: gone.png: no such file",
        "sub/two.html: ../gone.css: no such file",
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://example.org/x.js"></script>',
        '<script src="//example.org/x.js"></script>',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<link rel="preconnect" href="https://example.org">',
        '<img alt="" src="http://example.org/x.png">',
        '<img alt="" srcset="a.png 1x, https://example.org/x.png 2x">',
        '<iframe src="https://example.org/"></iframe>',
        '<form action="https://example.org/search"></form>',
        '<style>@import "https://example.org/x.css";</style>',
        '<p style="background: url(https://example.org/x.png)">x</p>',
        '<script>fetch("https://example.org/x")</script>',
        '<script>import("https://example.org/x.js")</script>',
    ],
)
def test_what_a_page_would_load_from_another_host_is_found(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.png").touch()
    problems = site_of(tmp_path, index_html=html)
    assert len(problems) == 1
    assert "example.org" in problems[0]
    assert problems[0].endswith("from another host")


def test_what_style_sheets_and_scripts_would_load_from_another_host_is_found(tmp_path: Path) -> None:
    problems = site_of(
        tmp_path,
        a_css="@font-face { src: url('https://example.org/f.woff2') } i { background: url(data:image/png;base64,AA) }",
        b_js='new WebSocket("wss://example.org/live"); const text = "see https://example.org/docs";',
    )
    assert problems == [
        "a.css: loads https://example.org/f.woff2 from another host",
        "b.js: loads wss://example.org/live from another host",
    ]


def test_addresses_elsewhere_are_listed_and_not_fetched(tmp_path: Path) -> None:
    assert (
        site_of(tmp_path, index_html='<a href="https://example.org/x">x</a><a href="mailto:x@example.org">y</a>') == []
    )
    assert built.read_site(tmp_path).external == {"https://example.org/x": ["index.html"]}


# ---- the site itself


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if folder := os.environ.get("REPORTEDLY_SITE"):
        return Path(folder)
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run([sys.executable, SCRIPT, out], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The site on this machine: a browser lets no page of a folder search the others."""

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


OpenPage = Callable[..., Any]


@pytest.fixture
def open_page(chromium: Any, address: str) -> Iterator[OpenPage]:
    """Open a page. After the test, nothing may have been said, thrown, or asked of another host."""
    heard: list[str] = []
    contexts = []

    def decide(route: Any) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            heard.append(f"request: {route.request.url}")
            route.abort()

    def listen(message: Any) -> None:
        if not (message.type == "log" and message.text.startswith("[PST]")):  # the theme tells of itself
            heard.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def open_it(name: str, size: tuple[int, int], scheme: str = "light") -> Any:
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        contexts.append(context)
        context.route("**/*", decide)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: heard.append(f"thrown: {error}"))
        page.goto(address + name, wait_until="load")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert heard == []


@pytest.mark.site
def test_every_link_of_the_site_leads_somewhere_and_nothing_comes_from_elsewhere(site: Path) -> None:
    read = built.read_site(site)
    assert read.problems == []
    assert {"index.html", "search.html", "reference/tables/claims.html", "explorer.html"} <= set(read.pages)
    assert read.links > 1000


@pytest.mark.site
def test_the_explorer_of_the_site_withholds_the_texts(site: Path, repo_root: Path) -> None:
    explorer = (site / "explorer.html").read_text("utf-8")
    texts = [path.read_text("utf-8") for path in (repo_root / "seeds" / "articles").glob("*.txt")]
    paragraphs = [max(text.split("\n"), key=len) for text in texts]
    assert paragraphs
    assert not [paragraph for paragraph in paragraphs if paragraph[:200] in explorer]


@pytest.mark.site
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious_and_no_page_scrolls_sideways(
    open_page: OpenPage, name: str, size: tuple[int, int]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(name, size)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")

    def serious(page: Any, **options: Any) -> list[Any]:
        # Without preload, in which axe asks for imported style sheets at the wrong address.
        wanted = {"resultTypes": ["violations"], "preload": False, **options}
        found = axe.run(page, options=wanted).response["violations"]
        rules = [rule for rule in found if rule["impact"] in ("serious", "critical")]
        return [(rule["id"], node["html"][:120]) for rule in rules for node in rule["nodes"]][:5]

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert serious(page) == []
    page = open_page(name, size, scheme="dark")
    assert serious(page, runOnly=["color-contrast"]) == []


@pytest.mark.site
def test_on_a_phone_a_table_of_columns_scrolls_inside_itself_by_keyboard_too(open_page: OpenPage) -> None:
    page = open_page("reference/tables/claims.html", SIZES["phone"])
    table = page.locator(".bd-article div:has(> table)").first
    assert table.evaluate("box => box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX") == "auto"
    assert table.get_attribute("tabindex") == "0"


@pytest.mark.site
def test_the_search_finds_a_column(open_page: OpenPage) -> None:
    page = open_page("search.html?q=hedge", SIZES["desktop"])
    page.locator("#search-results a", has_text="claims").first.wait_for()
