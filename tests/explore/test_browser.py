"""The page in headless Chromium: clicks, keys, filters, links, phone, paper, accessibility.

Every test also proves, through `open_page`, that the page says nothing on the console, throws nothing and asks for
nothing but itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly.explore import write_explorer

from .conftest import OpenPage, dataset_rows, one_article, publish_rows
from .test_page import HOSTILE, hostile_package

pytestmark = pytest.mark.browser

PHONE = (375, 812)
VIEWS = ("figures", "articles", "claims", "timeline", "disagreements", "actors", "about")
OPEN_DETAILS = "document.querySelectorAll('details').forEach((details) => { details.open = true; })"
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    return write_explorer(hostile_package(folder / "package"), folder / "hostile.html")


@pytest.fixture(scope="module")
def empty_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    return write_explorer(publish_rows(folder / "package", {}), folder / "empty.html")


def until(page: Any, condition: str) -> None:
    """Wait for a condition. Playwright's own wait evaluates strings inside the page, which the policy refuses."""
    deadline = time.monotonic() + 20
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, f"never true: {condition}"
        page.wait_for_timeout(20)


def wait_for_charts(page: Any) -> None:
    until(page, "!document.querySelector('main section:not([hidden]) .chart:not([data-drawn])')")


def claim_where(keep: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    return next(row for row in dataset_rows()["claims"] if keep(row))


def panel_text(page: Any) -> str:
    return str(page.locator("#panel").inner_text())


# ---- who says three were killed?


def test_a_newcomer_finds_who_says_that_three_were_killed_within_two_clicks(
    open_page: OpenPage, dataset_page: Path
) -> None:
    page = open_page(dataset_page)
    wait_for_charts(page)
    page.locator(".chart svg text", has_text="three people").first.click()
    text = panel_text(page)
    assert "exactly 3 killed" in text
    assert "one of the two security sources" in text
    assert "unnamed person" in text
    assert "“three people were killed”" in text


def test_the_same_question_is_answered_by_the_keyboard_alone(open_page: OpenPage, dataset_page: Path) -> None:
    page = open_page(dataset_page)
    page.locator(".as-table summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the table's scrolling region
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "“three people”"
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'panel-title'")
    assert "one of the two security sources" in panel_text(page)
    page.keyboard.press("Escape")
    until(page, "document.activeElement.textContent === '“three people”'")
    assert "Choose a bar" in panel_text(page)


def test_an_open_top_is_an_arrow_and_no_figure_is_said_in_words(open_page: OpenPage, dataset_page: Path) -> None:
    page = open_page(dataset_page)
    wait_for_charts(page)
    reports = [
        row
        for row in dataset_rows()["casualty_reports"]
        if row["event_id"] == page.locator(".event-figures").first.get_attribute("data-event")
    ]
    open_tops = [row for row in reports if row["lower"] is not None and row["upper"] is None]
    silent = [row for row in reports if row["lower"] is None and row["upper"] is None]
    shown = page.evaluate("""() => [...document.querySelectorAll('.chart')].map((chart) => ({
        empty: [...chart.querySelectorAll('text')].filter((t) => t.textContent.startsWith('no figure')).length,
    }))""")
    assert silent
    assert sum(chart["empty"] for chart in shown) == len(silent)
    arrows = page.evaluate("""() => [...document.querySelectorAll('.chart .mark-symbol path')].filter((path) =>
        (path.getAttribute('d').match(/L/g) || []).length === 2).length""")
    assert arrows == len(open_tops)


def test_intervals_of_every_shape_are_drawn_and_figures_that_cannot_both_hold_are_linked(
    open_page: OpenPage, tmp_path: Path
) -> None:
    text = "Three died. At least five died. Up to 40 died. Between 10 and 20 died. None died. No indications.\n"
    bounds = [("Three", 3, 3), ("At least five", 5, None), ("Up to 40", None, 40), ("Between 10 and 20", 10, 20),
              ("None", 0, 0), ("No indications", None, None)]  # fmt: skip
    rows = one_article(text, [{"quote": words, "claim_type": "casualty"} for words, _, _ in bounds])
    rows["casualty_reports"] = [
        {
            "casualty_id": f"a.c{number}.k1", "claim_id": f"a.c{number}", "event_id": "strike", "harm": "killed",
            "victims_text": words, "victim_class": "unstated", "quantity_text": words, "quantity_form": "exact",
            "lower": lower, "upper": upper,
        }
        for number, (words, lower, upper) in enumerate(bounds, start=1)
    ]  # fmt: skip
    page = open_page(write_explorer(publish_rows(tmp_path, rows), tmp_path / "x.html"))
    wait_for_charts(page)
    page.evaluate(OPEN_DETAILS)
    figures = page.eval_on_selector_all(".harm tbody th", "nodes => nodes.map((n) => n.textContent)")
    assert figures == ["40 or fewer", "10 to 20", "5 or more", "exactly 3", "none", "no figure"]
    drawn = page.evaluate("""() => {
        const paths = [...document.querySelectorAll('.chart .mark-symbol path')];
        const symbols = paths.map((path) => path.getAttribute('d'));
        const triangles = symbols.filter((shape) => (shape.match(/L/g) || []).length === 2);
        return { triangles: triangles.length, circles: symbols.length - triangles.length };
    }""")
    assert drawn == {"triangles": 2, "circles": 2}
    page.locator(".harm tbody a", has_text="Three").click()
    until(page, "document.querySelector('#panel-title')")
    card = page.locator(".link-card", has_text="At least five").first.inner_text()
    assert "by its figures, contradicts" in card
    page.locator("#views a", has_text="Disagreements").click()
    assert page.locator(".cell").count() == 1


def test_background_events_stay_out_until_asked_for_and_then_stand_by_themselves(
    open_page: OpenPage, dataset_page: Path
) -> None:
    page = open_page(dataset_page)
    roles = {row["event_id"]: row["corpus_role"] for row in dataset_rows()["events"]}

    def events() -> list[str]:
        found: list[str] = page.eval_on_selector_all(".event-figures", "nodes => nodes.map((n) => n.dataset.event)")
        return found

    assert {roles[event] for event in events()} == {"focal"}
    page.get_by_label("Show background events").check()
    shown = events()
    assert len(shown) == len(set(shown))
    assert {roles[event] for event in shown} == {"focal", "background"}
    charted = page.eval_on_selector_all(".chart", "nodes => nodes.map((n) => n.dataset.chart.split('/')[0])")
    assert set(charted) == set(shown)


# ---- articles


def test_a_hash_link_opens_the_claim_in_its_article(open_page: OpenPage, dataset_page: Path) -> None:
    claim = claim_where(lambda row: row["certainty"] == "possible" and row["claim_type"] == "casualty")
    page = open_page(dataset_page, f"#claim={claim['claim_id']}")
    assert page.locator("#panel-title").inner_text() == claim["statement"]
    chosen = page.locator("#view-articles .mark.chosen")
    assert "".join(chosen.all_inner_texts()) == claim["quote"]
    assert chosen.first.is_visible()
    assert claim["hedge"] in panel_text(page)


def test_unknown_hashes_open_the_first_view(open_page: OpenPage, dataset_page: Path) -> None:
    page = open_page(dataset_page, "#claim=nothing&view=%3Cscript%3E&certainty=none")
    assert page.locator("#view-figures").is_visible()


def test_a_click_on_words_opens_the_shortest_claim_and_the_next_click_the_next(
    open_page: OpenPage, tmp_path: Path
) -> None:
    quotes = ["A strike hit a car and a house", "a car and a house", "hit a car", "a car"]
    rows = one_article("A strike hit a car and a house.\n", [{"quote": quote} for quote in quotes])
    page = open_page(write_explorer(publish_rows(tmp_path, rows), tmp_path / "x.html"), "#view=articles")
    pieces = page.locator("#view-articles .mark[data-over]")
    assert "".join(pieces.all_inner_texts()) == quotes[0]
    words = pieces.filter(has_text="a car")
    opened = []
    for _ in range(5):
        words.click()
        opened.append(page.locator("#panel .quote").inner_text().strip("“”"))
        assert "".join(page.locator(".mark.chosen").all_inner_texts()) == opened[-1]
    assert opened == ["a car", "hit a car", "a car and a house", quotes[0], "a car"]


def test_the_chain_of_sources_is_shown_hop_by_hop(open_page: OpenPage, dataset_page: Path) -> None:
    rows = dataset_rows()
    hop = next(row for row in rows["attributions"] if row["hop"] == 2 and row["is_origin"])
    chain = [row for row in rows["attributions"] if row["claim_id"] == hop["claim_id"]]
    page = open_page(dataset_page, f"#claim={hop['claim_id']}")
    hops = page.locator("#panel .hop").all_inner_texts()
    assert len(hops) == len(chain) == 3
    assert "origin" in hops[2]
    assert hop["cue"] in hops[2]


def test_linked_claims_stand_with_both_quotes(open_page: OpenPage, dataset_page: Path) -> None:
    rows = dataset_rows()
    claims = {row["claim_id"]: row for row in rows["claims"]}
    pair = next(row for row in rows["claim_relations"] if row["relation"] == "distorts")
    page = open_page(dataset_page, f"#claim={pair['claim_id']}")
    card = page.locator(".link-card.relation-distorts").first.inner_text()
    assert "distorts" in card
    assert claims[pair["claim_id"]]["quote"] in card
    page.locator(".link-card.relation-distorts a").first.click()
    until(page, "document.activeElement.id === 'panel-title'")
    assert "is distorted by" in panel_text(page)


def test_every_claim_of_an_article_is_in_reach_of_j_and_k(open_page: OpenPage, dataset_page: Path) -> None:
    article_id = dataset_rows()["articles"][0]["article_id"]
    wanted = {row["claim_id"] for row in dataset_rows()["claims"] if row["article_id"] == article_id}
    page = open_page(dataset_page, f"#view=articles&article={article_id}")
    reached = set()
    for _ in range(len(wanted)):
        page.keyboard.press("j")
        reached.add(page.evaluate("new URLSearchParams(location.hash.slice(1)).get('claim')"))
    assert reached == wanted
    assert page.evaluate("document.activeElement.classList.contains('mark')")
    before = page.evaluate("location.hash")
    page.keyboard.press("k")
    assert page.evaluate("location.hash") != before


def test_tab_enters_the_text_once_and_arrows_move_on_and_enter_opens(open_page: OpenPage, dataset_page: Path) -> None:
    page = open_page(dataset_page, "#view=articles")
    assert page.locator('#view-articles .mark[tabindex="0"]').count() == 1
    page.locator('#view-articles .mark[tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("[...document.querySelectorAll('.text .mark')].indexOf(document.activeElement)") == 2
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#panel-title").count() == 0
    assert page.evaluate("[...document.querySelectorAll('.text .mark')].indexOf(document.activeElement)") == 2


def test_certainty_and_source_differ_by_more_than_colour(open_page: OpenPage, tmp_path: Path) -> None:
    sure = ["certain", "probable", "possible", "unstated"]
    rows = one_article(
        "One two three four five.\n",
        [{"quote": word, "certainty": term} for word, term in zip(("One", "two", "three", "four"), sure, strict=True)]
        + [{"quote": "five"}],
    )
    rows["attributions"][-1]["is_origin"] = False
    rows["attributions"].append(
        {
            "claim_id": "a.c5",
            "hop": 1,
            "medium": "unstated",
            "identification": "unnamed_group",
            "source_text": "One",
            "source_start": 0,
            "source_end": 3,
            "is_origin": True,
        }
    )
    page = open_page(write_explorer(publish_rows(tmp_path, rows), tmp_path / "x.html"), "#view=articles")
    styles = page.eval_on_selector_all(".text .mark", "ns => ns.map((n) => getComputedStyle(n).textDecorationStyle)")
    assert styles == ["solid", "dashed", "dotted", "wavy", "solid"]
    tops = page.eval_on_selector_all(".text .mark", "ns => ns.map((n) => getComputedStyle(n).borderTopStyle)")
    assert tops == ["none"] * 4 + ["solid"]


def test_an_article_without_text_shows_the_quotes_of_its_claims(open_page: OpenPage, tmp_path: Path) -> None:
    rows = one_article("A strike hit a car.\n", [{"quote": "A strike"}])
    rows["articles"][0]["text"] = None
    page = open_page(write_explorer(publish_rows(tmp_path, rows), tmp_path / "x.html"), "#view=articles")
    assert "withheld" in page.locator("#view-articles").inner_text()
    page.locator("#view-articles a[data-claim]").click()
    assert "“A strike”" in panel_text(page)


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_package_has_every_view(open_page: OpenPage, empty_page: Path, view: str) -> None:
    page = open_page(empty_page, f"#view={view}")
    assert page.locator(f"#view-{view} h2").count() > 0


# ---- filters


@pytest.mark.parametrize(
    ("field", "column", "value"),
    [
        ("type", "claim_type", "casualty"),
        ("certainty", "certainty", "probable"),
        ("polarity", "polarity", "negative"),
        ("in", "article_id", "003_477d90bb48a12701"),
        ("event", "event_id", "mashtal-strike"),
    ],
)
def test_a_filter_leaves_the_claims_that_have_its_value(
    open_page: OpenPage, dataset_page: Path, field: str, column: str, value: str
) -> None:
    expected = sum(row[column] == value for row in dataset_rows()["claims"])
    page = open_page(dataset_page, "#view=claims")
    page.locator("#filters summary").click()
    page.locator(f"select[name={field}]").select_option(value)
    until(page, f"document.getElementById('filter-count').textContent.startsWith('{expected} of')")
    assert page.locator("#view-claims .claim-row").count() == min(expected, 100)
    page.locator("#clear-filters").click()
    assert f"{len(dataset_rows()['claims'])} claims" in page.locator("#filter-count").inner_text()


def test_the_filter_for_unnamed_sources_reaches_the_text_and_the_figures(
    open_page: OpenPage, dataset_page: Path
) -> None:
    page = open_page(dataset_page, "#view=articles&source=unnamed")
    classes = page.eval_on_selector_all("#view-articles .text .mark", "ns => ns.map((n) => n.className)")
    assert classes
    assert all("from-unnamed" in name for name in classes)
    page.locator("#views a", has_text="Figures").click()
    wait_for_charts(page)
    assert page.locator(".harm tbody tr").count() == page.locator(".harm tbody .source-unnamed").count() > 0


def test_search_is_for_words_in_any_case_and_without_accents(open_page: OpenPage, dataset_page: Path) -> None:
    page = open_page(dataset_page)
    page.keyboard.press("/")
    until(page, "document.activeElement.name === 'q'")
    page.keyboard.type("THREE Killed")
    until(page, "location.hash.includes('Killed')")
    page.locator("#views a", has_text="Claims").click()
    rows = page.locator("#view-claims .claim-row").all_inner_texts()
    assert rows
    assert "q=" in page.url
    page.reload()
    assert page.locator("#view-claims .claim-row").count() == len(rows)


# ---- disagreements, actors, time


def test_a_cell_of_the_matrix_shows_both_quotes_side_by_side(open_page: OpenPage, dataset_page: Path) -> None:
    page = open_page(dataset_page, "#view=disagreements")
    cell = page.locator(".cell").last
    count = int(cell.inner_text())
    cell.click()
    assert page.locator(".pair-card").count() == count
    assert page.evaluate("document.activeElement.matches('.cell[aria-pressed=true]')")
    card = page.locator(".pair-card").first
    left, right = (card.locator(".side").nth(i).bounding_box() for i in (0, 1))
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    assert any(word in card.inner_text() for word in ("comparable", "in "))


def test_an_actor_is_found_by_any_spelling_with_its_count(open_page: OpenPage, dataset_page: Path) -> None:
    name = max(dataset_rows()["actor_names"], key=lambda row: row["mentions"])
    page = open_page(dataset_page, "#view=actors")
    page.locator("#actor-search").fill(name["name"].upper())
    row = page.locator(f'tr[data-actor="{name["actor_id"]}"]')
    assert f"“{name['name']}”" in row.inner_text()
    row.locator("a").first.click()
    assert page.locator("#view-claims .claim-row").count() > 0


def test_the_timeline_shows_every_dated_event_over_all_years(open_page: OpenPage, dataset_page: Path) -> None:
    dated = [row for row in dataset_rows()["events"] if row["date_start"] or row["date_end"]]
    page = open_page(dataset_page, "#view=timeline")
    page.get_by_role("button", name="All years").click()
    page.wait_for_selector(f'[data-chart=timeline][data-drawn="{len(dated)}"]')
    page.get_by_role("button", name="Weeks around").click()
    assert page.evaluate("document.activeElement.textContent") == "Weeks around"


# ---- hostile text, phone, paper, theme, accessibility, size


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_is_shown_as_text(open_page: OpenPage, hostile_page: Path, view: str) -> None:
    page = open_page(hostile_page, f"#view={view}&claim=a.c1")
    assert page.locator("img").count() == 0
    assert page.locator("#panel-title").text_content() == HOSTILE
    assert page.title() == HOSTILE


def test_an_injected_script_is_refused_by_the_policy(chromium: Any, dataset_page: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(dataset_page.as_uri())
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.body.append(script);
    }""")
    page.evaluate("""() => setTimeout(() => {
        try { window.evaluated = eval('1'); } catch (error) { window.evaluated = error.name; }
    })""")
    until(page, "window.evaluated !== undefined")
    assert page.evaluate("window.evaluated") == "EvalError"
    assert page.evaluate("window.injected") is None
    assert any("Content Security Policy" in text for text in said)
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_never_scrolls_sideways(open_page: OpenPage, dataset_page: Path, view: str) -> None:
    hash = f"#view={view}&background=yes&differs=yes"
    page = open_page(dataset_page, hash, size=PHONE)
    wait_for_charts(page)
    page.evaluate(OPEN_DETAILS)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.evaluate(f"location.hash = '{hash}&claim={dataset_rows()['claims'][-1]['claim_id']}'")
    until(page, "document.querySelector('#panel.open')")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert page.evaluate("document.getElementById('panel').scrollWidth") <= PHONE[0]


def test_on_a_phone_the_panel_covers_the_page_and_gives_it_back(open_page: OpenPage, dataset_page: Path) -> None:
    page = open_page(dataset_page, "#view=claims", size=PHONE)
    link = page.locator(".claim-row a").first
    link.click()
    until(page, "document.activeElement.id === 'panel-title'")
    box = page.locator("#panel").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, *PHONE)
    assert page.evaluate("document.querySelector('.column').inert")
    page.locator("#close-panel").click()
    assert not page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.className") == "claim-statement"


def test_paper_has_the_view_and_the_claim_and_no_controls(open_page: OpenPage, dataset_page: Path) -> None:
    page = open_page(dataset_page, f"#claim={dataset_rows()['claims'][0]['claim_id']}", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for selector in ("nav", "#theme", "#filters", ".picker", "#close-panel"):
        assert not page.locator(selector).is_visible(), selector
    assert page.locator(".text").is_visible()
    assert page.locator("#panel-title").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#panel')).position") == "static"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 253, 251)"
    assert len(page.pdf()) > 10_000


def test_the_theme_follows_the_system_until_it_is_switched(open_page: OpenPage, dataset_page: Path) -> None:
    page = open_page(dataset_page, scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.get_by_role("button", name="Switch to light colours").click()
    assert page.evaluate(background) != dark
    page.get_by_role("button", name="Switch to dark colours").click()
    assert page.evaluate(background) == dark


@pytest.mark.parametrize("size", [(1440, 900), PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious_in_light_and_dark(
    open_page: OpenPage, dataset_page: Path, view: str, size: tuple[int, int]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    claim = claim_where(lambda row: row["certainty"] == "possible")["claim_id"]
    page = open_page(dataset_page, f"#view={view}&claim={claim}&background=yes&differs=yes", size=size)
    wait_for_charts(page)
    page.evaluate(OPEN_DETAILS)

    def serious(**options: Any) -> list[Any]:
        found = axe.run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
        nodes = [
            (rule["id"], node["html"][:120]) for rule in found if rule["impact"] in SERIOUS for node in rule["nodes"]
        ]
        return nodes[:5]

    assert serious() == []
    if size == PHONE:  # under the panel lies the view
        page.locator("#close-panel").click()
        assert serious() == []
    page.emulate_media(color_scheme="dark")
    assert serious(runOnly=["color-contrast"]) == []


@pytest.mark.slow
def test_two_hundred_articles_stay_usable(
    open_page: OpenPage, large_package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], record_property: Any
) -> None:
    started = time.perf_counter()
    path = write_explorer(large_package, tmp_path / "large.html")
    written = time.perf_counter() - started
    page = open_page(path)
    wait_for_charts(page)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    ready = page.evaluate("performance.now()")
    measured = {
        "articles": page.evaluate("document.querySelectorAll('#filter-form select[name=in] option').length - 1"),
        "megabytes": round(path.stat().st_size / 1e6, 1),
        "write_seconds": round(written, 1),
        "first_paint_seconds": round(paint / 1000, 2),
        "charts_drawn_seconds": round(ready / 1000, 2),
    }
    for name in ("articles", "claims", "disagreements", "actors", "timeline"):
        before = page.evaluate("performance.now()")
        page.locator("#views a", has_text=name.capitalize()).click()
        page.wait_for_selector(f"#view-{name}:not([hidden])")
        measured[f"{name}_seconds"] = round((page.evaluate("performance.now()") - before) / 1000, 2)
    for name, value in measured.items():
        record_property(name, value)
    with capsys.disabled():
        print("\n200 articles in the explorer:", measured)
    assert measured["articles"] == 200
    assert path.stat().st_size < 30_000_000
    assert paint < 10_000  # the aim is 2 s; a loaded machine must not fail for it
