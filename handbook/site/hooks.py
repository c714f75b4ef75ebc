"""MkDocs hooks: add the generated pages and our own files, and nothing else.

MkDocs calls these by name. The build puts a :class:`~handbook.site.context.Site` in
``config.extra["handbook"]`` before it starts.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from handbook.content.addresses import notebook_paths, notebook_source
from handbook.site.as_at import STATES, states_json
from handbook.site.change_pages import FEED, changes_page, feed_xml
from handbook.site.context import ASSETS, Site
from handbook.site.figure_pages import figure_groups, figure_pages
from handbook.site.notebooks import notebook_page
from handbook.site.policy_pages import policy_pages
from handbook.site.review_page import review_page

PLAIN_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td\b")
TAG = re.compile(r"<[^>]+>")


def site_of(config: MkDocsConfig) -> Site:
    """What the build knows.

    Raises:
        PluginError: If MkDocs was started by itself.
    """
    found = config.extra.get("handbook")
    if not isinstance(found, Site):
        raise PluginError("Start the build with “make build” or “make serve”, not with mkdocs")
    return found


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put each policy, body of figures and notebook in the menu."""
    site = site_of(config)
    assert config.nav is not None
    for part in config.nav:
        (title, pages), *_ = part.items()
        if title == "Policies":
            pages += [f"policies/{each.id}/index.md" for each in site.content.documents]
        elif title == "Figures":
            pages += [f"figures/{group}.md" for group in figure_groups(site)]
        elif title == "Learn":
            pages += [notebook_source(path) for path in notebook_paths(site.root)]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the notebooks, and our scripts and styles."""
    site = site_of(config)
    alone = (changes_page(site), review_page(site))
    for page in chain(policy_pages(site), figure_pages(site), alone):
        files.append(generated(config, page.source, page.markdown))
    feed = feed_xml(site, config.site_url or "")
    files.append(File.generated(config, FEED, content=feed))
    files.append(File.generated(config, STATES, content=states_json(site)))
    for path in notebook_paths(site.root):
        title, text = notebook_page(path)
        front = f'---\ntitle: "{title}"\n---\n'
        files.append(generated(config, notebook_source(path), front + text))
    for asset in site.assets:
        address = ASSETS + asset.name
        files.append(File.generated(config, address, abs_src_path=str(asset)))
    return files


def on_env(env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
    """Keep compiled templates from build to build: it halves a preview's wait."""
    folder = site_of(config).root / ".cache" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


@event_priority(100)  # before the macros: they would take "calculator:" for the macro's own name
def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Keep the calculator a page is about where the macros find it."""
    if "calculator" in page.meta:
        page.meta["of_calculator"] = page.meta.pop("calculator")
        page.meta["search"] = {"boost": 3}  # what an officer on a call is looking for
    return markdown


def on_page_content(html: str, **_: Any) -> str:
    """Let each plain table scroll in a box of its own that a keyboard can reach."""
    count = 0

    def boxed(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        kind, inside = "ih-table", match[1]
        if is_of_words(inside):
            kind, inside = "ih-table ih-table--words", stacked(inside)
        return (
            f'<div class="ih-table-box" role="region" tabindex="0" aria-label="Table {count}">'
            f'<table class="{kind}">{inside}</table></div>'
        )

    return PLAIN_TABLE.sub(boxed, html)


def is_of_words(table: str) -> bool:
    """Whether a plain table has no column of numbers, and more of words than fit on a phone."""
    return 'align="right"' not in table and len(HEAD.findall(table)) > 2


def stacked(table: str) -> str:
    """A plain table whose cells carry their columns' names, but for the first, which names its row.

    Where the page is narrow the rows are stacked, as those of a table of words in an answer are.
    """
    names = [TAG.sub("", each) for each in HEAD.findall(table)]

    def named(row: re.Match[str]) -> str:
        left = iter(names)

        def cell(_: re.Match[str]) -> str:
            name = next(left)
            return "<td" if name == names[0] else f'<td data-label="{name}"'

        return CELL.sub(cell, row[0])

    return ROW.sub(named, table)


def generated(config: MkDocsConfig, source: str, text: str) -> File:
    """A page that stands in no folder; pages not in the menu are meant not to be."""
    return File.generated(config, source, content=text)
