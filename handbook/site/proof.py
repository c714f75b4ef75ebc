"""Reads the built pages as a browser would, and says what is not fit to publish.

Every problem is a sentence that names the page and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: What each of these attributes names is fetched as the page opens.
FETCHED = {
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "object": "data",
    "use": "href",
}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect"}
#: Raw braces mean a macro that was not run. Code samples may show them.
RAW = re.compile(r"\{\{|\}\}|\{%|%\}")
#: Material's own inline script blocks, told by how they start.
MATERIALS = ("__md_scope=", "var palette=__md_get", "var target=document.getElementById")
ABSOLUTE = re.compile(r"^[a-z][a-z0-9+.-]*:|^//", re.IGNORECASE)


@dataclass
class Page:
    """What one built page links to, fetches and holds."""

    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    styled: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class PageReader(HTMLParser):
    """Collects a page's links, ids, text and anything that a strict policy forbids."""

    def __init__(self) -> None:
        """Start with an empty page."""
        super().__init__()
        self.page = Page()
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element links to, fetches and carries."""
        named = {name: value or "" for name, value in attrs}
        page = self.page
        if "id" in named:
            page.ids.append(named["id"])
        if "style" in named:
            page.styled.append(f"<{tag} style=…>")
        page.handlers += [f"<{tag} {name}=…>" for name in named if name.startswith("on")]
        if tag == "a" and "href" in named:
            page.links.append(named["href"])
        if tag == "form" and named.get("action"):
            page.links.append(named["action"])
        if tag in FETCHED and FETCHED[tag] in named:
            page.fetched.append(named[FETCHED[tag]])
        if tag == "link" and set(named.get("rel", "").split()) & FETCHED_LINKS:
            page.fetched.append(named.get("href", ""))
        if tag == "style":
            page.styled.append("<style>")
        if tag in ("script", "style", "code", "pre", "textarea"):
            self._inside.append(tag)
            if tag == "script" and "src" not in named and "json" not in named.get("type", ""):
                page.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave a script, style or code sample."""
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        """Keep text a reader sees, and inline scripts."""
        if not self._inside:
            self.page.text.append(data)
        elif self._inside[-1] == "script" and self.page.scripts and not self.page.scripts[-1]:
            self.page.scripts[-1] = data


def read_page(path: Path) -> Page:
    """One built page."""
    reader = PageReader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader.page


def prove(site: Path) -> list[str]:
    """Everything in a built site that is not fit to publish; empty if all is well."""
    pages = {path: read_page(path) for path in sorted(site.rglob("*.html"))}
    problems = []
    for path, page in pages.items():
        name = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        problems += [f"{name}: {each}" for each in in_itself(page)]
        if path.name != "404.html":  # served at any depth, so its addresses start at the top
            problems += [f"{name}: {each}" for each in dead_links(path, page, pages, site)]
    return problems


def in_itself(page: Page) -> Iterator[str]:
    """What one page should not hold."""
    for text in page.text:
        if RAW.search(text):
            yield f"a macro was left unread near “{' '.join(text.split())[:60]}”. Check its braces"
    for address in page.fetched:
        if ABSOLUTE.match(address) and not address.startswith("data:"):
            yield f"it fetches {address} from elsewhere. Keep a copy under handbook/site/assets"
    for each in page.styled:
        yield f"it has an inline style ({each}). Use a class and handbook/site/assets/site.css"
    for each in page.handlers:
        yield f"it has an inline script ({each}). Use a module under handbook/site/assets"
    for script in page.scripts:
        if not script.strip().startswith(MATERIALS):
            yield (
                f"it has an inline script (“{script.strip()[:40]}”). Use a module under "
                "handbook/site/assets"
            )
    twice = sorted({each for each in page.ids if page.ids.count(each) > 1})
    for each in twice:
        yield f"the id “{each}” is there twice. Rename one, or links to it will go astray"


def dead_links(path: Path, page: Page, pages: dict[Path, Page], site: Path) -> Iterator[str]:
    """Links and files that lead nowhere on this site."""
    for address in dict.fromkeys([*page.links, *page.fetched]):
        if ABSOLUTE.match(address):
            continue
        parts = urlsplit(address)
        if parts.path.startswith("/"):
            yield f"the link {address} starts at the top, and would break in a subfolder"
            continue
        target = path
        if parts.path:
            target = Path(path.parent, unquote(parts.path))
            target = (
                target / "index.html" if parts.path.endswith(("/", ".")) else target
            ).resolve()
        if not target.is_file() or not target.is_relative_to(site.resolve()):
            yield f"the link {address} leads nowhere. Check the address"
        elif parts.fragment and target.suffix == ".html":
            there = pages.get(target) or pages.get(site / target.relative_to(site.resolve()))
            if there is not None and unquote(parts.fragment) not in there.ids:
                yield f"the link {address} names a place that is not on that page"
