"""Files beside the policies that every page leans on, read before anything is compared.

A page, the menu, the glossary or the list of numbers that cannot be read is told with its file and
line, and alone: what follows from it would bury it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta

from handbook.consistency.numbers import EXCEPTIONS, read_exceptions
from handbook.consistency.pages import MENU, written
from handbook.content import ContentProblem, Problems
from handbook.content.fields import Fields, meant
from handbook.content.files import read_text
from handbook.content.yaml import Mapping, read_yaml

GLOSSARY = "docs/glossary.yaml"
#: What the site's settings alone may say: a value from the environment.
FROM_OUTSIDE = "!ENV "
COMMAND = "{%"
CALL = 'Write the whole between its braces and quotes: {{ figure("the id of the figure") }}'


def unreadable(root: Path) -> tuple[ContentProblem, ...]:
    """Everything wrong with how the pages and the files beside them are written."""
    if not (root / "docs").is_dir():
        return ()  # content alone, without its pages
    problems = Problems()
    for path in written(root):
        file = path.relative_to(root).as_posix()
        text = read_text(path, file, problems)
        if text is not None:
            problems.found += macro_problems(file, text)
    read_menu(root, problems)
    read_glossary(root, problems)
    if (root / EXCEPTIONS).is_file():
        read_exceptions(root, problems)
    return problems.in_order


def macro_problems(file: str, text: str) -> Iterator[ContentProblem]:
    """A problem for braces that cannot be read, and for each name in them that means nothing."""
    if COMMAND in text:
        at = text.count("\n", 0, text.index(COMMAND)) + 1
        message = f"“{COMMAND}” starts a command, and pages have none"
        yield ContentProblem(file, at, "", message, "Take it out, and write plain Markdown")
        return
    pages = Environment(autoescape=True)
    try:
        names = meta.find_undeclared_variables(pages.parse(text))
    except TemplateSyntaxError as why:
        message = "What stands between two braces on this line cannot be read"
        yield ContentProblem(file, why.lineno, "", message, CALL)
        return
    for name in sorted(names - macro_names()):
        at = next((n for n, line in enumerate(text.split("\n"), start=1) if name in line), 0)
        remedy = meant(name, macro_names()) or f"Use one of: {', '.join(sorted(macro_names()))}"
        yield ContentProblem(file, at, "", f"“{name}” is not something a page can hold", remedy)


@cache
def macro_names() -> frozenset[str]:
    """What pages may name between two braces."""
    from handbook.site.macros import define_env

    names = set()

    class Pages:
        """Takes the macros as mkdocs-macros does."""

        def macro(self, write: Any) -> None:
            names.add(write.__name__)

    define_env(Pages())
    return frozenset(names)


def read_menu(root: Path, problems: Problems) -> None:
    """Note the site's settings if they cannot be read."""
    path = root / MENU
    if path.is_file() and (text := read_text(path, MENU, problems)) is not None:
        read_yaml(text.replace(FROM_OUTSIDE, ""), MENU, problems)


def read_glossary(root: Path, problems: Problems) -> None:
    """Note a glossary that cannot be read, and each word without a meaning."""
    path = root / GLOSSARY
    if not path.is_file() or (text := read_text(path, GLOSSARY, problems)) is None:
        return
    node = read_yaml(text, GLOSSARY, problems)
    if isinstance(node, Mapping):
        fields = Fields(GLOSSARY, node, problems)
        for word in node.items:
            fields.text(word, remedy="Say what the word means in a sentence or two")
    elif node is not None:
        problems.add(
            GLOSSARY, node.line, "", "This is not a list of words", "Write “Word: meaning”"
        )
