"""Runs MkDocs over the documents and the generated pages, and says what went wrong in sentences."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from handbook.content import ContentProblem, ContentProblems
from handbook.site.context import Site


class PageProblem(ContentProblem):
    """What is wrong with a page, in a sentence or two that stand by themselves."""

    def __str__(self) -> str:
        """The sentences."""
        return self.message


class SiteError(ContentProblems):
    """Pages that cannot be published: said like any other problem of the content."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Keep each problem, in the order found."""
        super().__init__(tuple(PageProblem("", 0, "", each, "") for each in sentences))


#: How mkdocs-macros reports a page it cannot read.
MACRO_FILE = re.compile(r"_File_: `([^`]+)`")
MACRO_LINE = re.compile(r"_Line (\d+) in Markdown file:_ \*\*(.+?)\*\*", re.DOTALL)
MACRO_KIND = re.compile(r"_(\w*Error)_: (.+)")


class Said(logging.Handler):
    """Keeps what MkDocs and its plugins warn about."""

    def __init__(self) -> None:
        """Start with nothing said."""
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning's words, each once."""
        text = in_a_sentence(record.getMessage().strip())
        if text and text not in self.lines:
            self.lines.append(text)


def in_a_sentence(said: str) -> str:
    """What MkDocs said; a macro's failure without the traceback, which helps no owner of a page."""
    file = MACRO_FILE.search(said)
    if file is None:
        return said.partition("```")[0].strip()
    line, kind = MACRO_LINE.search(said), MACRO_KIND.search(said)
    where = f"docs/{file[1]}, line {line[1]}" if line else f"docs/{file[1]}"
    why = line[2] if line else kind[2] if kind else "a macro failed"
    return f"{where}: {' '.join(why.split())}. Check what stands between double braces there."


def build_pages(site: Site, out: Path, url: str = "") -> None:
    """Write every page of the site into a folder, strictly: any warning stops the build.

    Raises:
        SiteError: With every warning.
    """
    said = Said()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    kept, logger.propagate = logger.propagate, False
    try:
        options = {"site_url": url} if url else {}
        config = load_config(str(site.root / "mkdocs.yml"), site_dir=str(out), **options)
        config.extra["handbook"] = site
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as why:  # a macro that fails exits
        raise SiteError([*site.problems, *said.lines] or [str(why)]) from why
    finally:
        logger.removeHandler(said)
        logger.propagate = kept
    if site.problems:
        raise SiteError(site.problems)
