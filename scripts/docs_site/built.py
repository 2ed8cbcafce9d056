"""Read a built site: where its links lead, and what it would load from elsewhere. Fetches nothing."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Attributes that make a browser fetch something as the page opens; `href` does so on `link` alone.
LOADS = {"src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href"}
FETCHING_RELS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
CSS_LOAD = re.compile(r"@import\s+(?:url\()?\s*[\"']?([^\"')\s;]+)|url\(\s*[\"']?([^\"')]+)", re.IGNORECASE)
SCRIPT_LOAD = re.compile(
    r"(?:fetch|importScripts|import|WebSocket|EventSource|sendBeacon|\.open|\.src\s*=|from)\s*\(?\s*"
    r"(?:[\"'`]GET[\"'`],\s*)?[\"'`]((?:https?:|wss?:)?//[^\"'`]+)"
)


@dataclass
class Site:
    """What a built site holds. `external` maps an address elsewhere, which a reader may follow, to its pages."""

    pages: list[str] = field(default_factory=list)
    links: int = 0
    problems: list[str] = field(default_factory=list)
    external: dict[str, list[str]] = field(default_factory=dict)


class _Page(HTMLParser):
    """The anchors, links and loads of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = tag
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if "href" in given:
            fetched = tag == "link" and FETCHING_RELS & set(given.get("rel", "").lower().split())
            (self.loads if fetched or tag in ("use", "image") else self.links).append(given["href"])
        for name in LOADS & set(given):
            self.loads += [part.split()[0] for part in given[name].split(",")] if name == "srcset" else [given[name]]
        self.loads += css_loads(given.get("style", ""))

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.loads += css_loads(data)
        elif self._inside == "script":
            self.loads += SCRIPT_LOAD.findall(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._inside = ""


def css_loads(css: str) -> list[str]:
    """What a style sheet asks a browser to fetch."""
    return [imported or url for imported, url in CSS_LOAD.findall(css)]


def is_elsewhere(target: str) -> bool:
    """Whether an address names another host. `data:` and `#` do not."""
    split = urlsplit(target)
    return bool(split.netloc) or split.scheme in ("http", "https", "ws", "wss", "ftp")


def read_site(folder: Path) -> Site:
    """All pages, style sheets and scripts of a site, with every link inside it followed."""
    parsed = {path.resolve(): _Page(path.read_text("utf-8")) for path in sorted(folder.resolve().rglob("*.html"))}
    site = Site(pages=[path.relative_to(folder.resolve()).as_posix() for path in parsed])
    external: dict[str, list[str]] = defaultdict(list)
    for (path, page), name in zip(parsed.items(), site.pages, strict=True):
        for target in dict.fromkeys(page.loads):
            if is_elsewhere(target):
                site.problems.append(f"{name}: loads {target} from another host")
        for target in dict.fromkeys([*page.links, *page.loads]):
            if is_elsewhere(target):
                external[target].append(name)
            elif not urlsplit(target).scheme:
                site.links += 1
                site.problems += [f"{name}: {problem}" for problem in _follow(path, target, parsed)]
    for path in sorted([*folder.rglob("*.css"), *folder.rglob("*.js")]):
        text = path.read_text("utf-8")
        loads = css_loads(text) if path.suffix == ".css" else SCRIPT_LOAD.findall(text)
        for target in filter(is_elsewhere, loads):
            site.problems.append(f"{path.relative_to(folder)}: loads {target} from another host")
    site.external = dict(sorted(external.items()))
    return site


def _follow(page: Path, target: str, parsed: dict[Path, _Page]) -> list[str]:
    path, _, anchor = target.partition("#")
    file = (page.parent / unquote(path.partition("?")[0])).resolve() if path else page
    if file.is_dir():
        file /= "index.html"
    if not file.is_file():
        return [f"{target}: no such file"]
    if "=" in anchor:  # the explorer keeps its state there: no place in a page
        return []
    if anchor and file in parsed and unquote(anchor) not in parsed[file].anchors | {"top"}:
        return [f"{target}: no such anchor"]
    return []
