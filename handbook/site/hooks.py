"""MkDocs hooks: add the generated pages and our own files, and nothing else.

MkDocs calls these by name. The build puts a :class:`~handbook.site.context.Site` in
``config.extra["handbook"]`` before it starts.
"""

from __future__ import annotations

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
from handbook.site.plain_tables import boxed_tables
from handbook.site.policy_pages import policy_pages
from handbook.site.review_page import review_page


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
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Keep the calculator a page is about where the macros find it; give search its words."""
    if "calculator" in page.meta:
        page.meta["of_calculator"] = page.meta.pop("calculator")
        page.meta["search"] = {"boost": 3}  # what an officer on a call is looking for
    words = site_of(config).search.words.get(page.url)
    if words:
        page.meta["tags"] = list(words)
    return markdown


def on_page_content(html: str, **_: Any) -> str:
    """Let plain tables scroll or stack as those of answers do."""
    return boxed_tables(html)


def generated(config: MkDocsConfig, source: str, text: str) -> File:
    """A page that stands in no folder; pages not in the menu are meant not to be."""
    return File.generated(config, source, content=text)
