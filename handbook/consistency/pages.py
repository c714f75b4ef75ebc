"""Nothing points to what is not here: pages, menu and code name only what there is.

A landlord takes out what it does not need: a calculator, a policy, a notebook, a file of figures.
Each thing that still points to it is named here with its file and line, in one run, before a page
is built. Names inside policies and procedures are checked where those are read.
"""

from __future__ import annotations

import ast
import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from calculators.registry import CALCULATORS
from handbook.consistency.duties import code_root
from handbook.consistency.pieces import MACRO, NOT_PROSE, text_of
from handbook.consistency.runs import Run
from handbook.content import Content, ContentProblem
from handbook.content.addresses import (
    calculator_address,
    figure_group,
    notebook_paths,
    notebook_source,
)
from handbook.content.fields import meant

MENU = "mkdocs.yml"
REGISTRY = "calculators/registry.py"
#: A link to another page by its file, with or without a place on it.
LINK = re.compile(r"\]\((?!\w+:)(?P<to>[^()\s#]+\.md)(?:#[^()\s]*)?\)")
IN_MENU = re.compile(r"(?:^|[\s:-])(?P<page>[\w./-]+\.md)\s*(?:#.*)?$")
SUBJECT = re.compile(r"^calculator:\s*(?P<id>\S+)\s*$")
ONE_LEFT = "Bring it back, or take this out"


def page_problems(content: Content, runs: Iterable[Run]) -> Iterator[ContentProblem]:
    """A problem for each place that points to what is not here."""
    if not (content.root / "docs").is_dir():
        return  # content alone, without its pages
    pages = sources(content)
    yield from menu_problems(content.root, pages)
    for file, source, number, line in lines_of_pages(content.root):
        yield from link_problems(file, source, number, line, pages)
        if not file.endswith(".ipynb"):
            yield from name_problems(content, file, number, line)
    yield from calculator_problems(content, pages)
    yield from unanswered_examples(runs)


def sources(content: Content) -> set[str]:
    """Every page that will be there: those written by hand, and those made from content."""
    folder = content.root / "docs"
    return {
        *(path.relative_to(folder).as_posix() for path in written(content.root)),
        *(f"policies/{each.id}/index.md" for each in content.documents),
        *(f"figures/{figure_group(each)}.md" for each in content.figures),
        *(notebook_source(path) for path in notebook_paths(content.root)),
        "figures/index.md",
        "changes/index.md",
        "review/index.md",
    }


def written(root: Path) -> list[Path]:
    """The pages written by hand."""
    folder = root / "docs"
    return [
        path
        for path in sorted(folder.rglob("*.md"))
        if path.relative_to(folder).parts[0] not in NOT_PROSE
    ]


def lines_of_pages(root: Path) -> Iterator[tuple[str, str, int, str]]:
    """Every line of every page and notebook: its file, the page it is on, its number, its text."""
    for path in written(root):
        source = path.relative_to(root / "docs").as_posix()
        for number, line in enumerate(text_of(path).split("\n"), start=1):
            yield f"docs/{source}", source, number, line
    for path in notebook_paths(root):
        for number, line in enumerate(text_of(path).split("\n"), start=1):
            yield f"docs/notebooks/{path.name}", notebook_source(path), number, line


# The menu and links


def menu_problems(root: Path, pages: set[str]) -> Iterator[ContentProblem]:
    """A problem for each entry of the menu whose page is gone, and each page without an entry."""
    path = root / MENU
    if not path.is_file():
        return
    lines = path.read_text("utf-8").split("\n")
    start = next((at for at, line in enumerate(lines) if line.startswith("nav:")), len(lines))
    named = set()
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        if line and not line[0].isspace():
            break
        found = IN_MENU.search(line)
        if found is None:
            continue
        named.add(found["page"])
        if found["page"] not in pages:
            yield ContentProblem(
                MENU,
                number,
                "nav",
                f"The menu names the page {found['page']}, which is not here",
                ONE_LEFT,
            )
    for page in sorted(path.relative_to(root / "docs").as_posix() for path in written(root)):
        if page not in named:
            yield ContentProblem(
                f"docs/{page}",
                0,
                "",
                "The page is in no menu, so nobody can find it",
                f"Add it under “nav” in {MENU}, or delete it",
            )


def link_problems(
    file: str, source: str, number: int, line: str, pages: set[str]
) -> Iterator[ContentProblem]:
    """A problem for each link of a line to a page that is not here."""
    for found in LINK.finditer(line):
        to = posixpath.normpath(posixpath.join(posixpath.dirname(source), found["to"]))
        if to not in pages:
            yield ContentProblem(
                file, number, "", f"The link leads to the page {to}, which is not here", ONE_LEFT
            )


# Names in pages


def name_problems(content: Content, file: str, number: int, line: str) -> Iterator[ContentProblem]:
    """A problem for each name on a line of a page that leads nowhere."""

    def problem(message: str, meant_instead: str) -> ContentProblem:
        return ContentProblem(file, number, "", message, meant_instead or ONE_LEFT)

    subject = SUBJECT.match(line)
    if subject and subject["id"] not in CALCULATORS:
        yield problem(
            f"The page is about the calculator “{subject['id']}”, which is not here",
            meant(subject["id"], CALCULATORS)
            or f"Bring it back in {REGISTRY}, or delete the page and what belongs to it",
        )
    for name, given in calls_in(line):
        if name == "calculator" and given and given[0] not in CALCULATORS:
            yield problem(
                f"There is no calculator called “{given[0]}”", meant(given[0], CALCULATORS)
            )
        elif name == "figure" and given and given[0] not in content.figures:
            yield problem(
                f"There is no figure called “{given[0]}”", meant(given[0], content.figures)
            )
        elif name == "clause" and len(given) > 1:
            yield from (problem(*each) for each in clause_problems(content, *given[:2]))


def calls_in(line: str) -> list[tuple[str, list[str]]]:
    """What a line of a page calls between double braces, with the words it gives."""
    found = []
    for match in MACRO.finditer(line):
        try:
            call = ast.parse(match[1].strip(), mode="eval").body
        except SyntaxError:
            continue  # the build names the page and the line
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            given = [each.value for each in call.args if isinstance(each, ast.Constant)]
            found.append((call.func.id, [str(each) for each in given]))
    return found


def clause_problems(content: Content, policy_id: str, clause_id: str) -> list[tuple[str, str]]:
    """What is wrong with a clause that a page names, and what may have been meant."""
    policy = next((each for each in content.documents if each.id == policy_id), None)
    if policy is None:
        ids = [each.id for each in content.documents]
        return [(f"There is no policy called “{policy_id}”", meant(policy_id, ids))]
    return [
        (
            f"Version {version.version} of “{policy_id}” has no clause “{clause_id}”",
            meant(clause_id, [each.id for each in version.clauses]),
        )
        for version in policy.versions
        if version.clause(clause_id) is None
    ]


# Calculators


def calculator_problems(content: Content, pages: set[str]) -> Iterator[ContentProblem]:
    """A problem for each calculator without its page, or without a procedure to run."""
    run = {each.run_by for each in content.procedures.values()}
    for id_, calculator in CALCULATORS.items():
        page = f"{calculator_address(id_).rstrip('/')}.md"
        line = line_naming(content, REGISTRY, id_)
        if page not in pages:
            yield ContentProblem(
                REGISTRY,
                line,
                id_,
                f"The calculator “{calculator.title}” is listed here, and its page docs/{page} is "
                "not there",
                "Bring the page back, or take the calculator out of this list",
            )
        if calculator.conditions and id_ not in run:
            yield ContentProblem(
                REGISTRY,
                line,
                id_,
                f"The calculator “{calculator.title}” runs the steps of a procedure, and no "
                "procedure is here for it",
                f"Bring the procedure back, or take out the calculator, docs/{page}, "
                f"scenarios/{id_} and the journeys",
            )


def unheld_figures(content: Content, runs: Iterable[Run]) -> Iterator[ContentProblem]:
    """A problem for each figure that a calculator reads and no file holds."""
    gone = dict.fromkeys(sorted(figures_named_in_code() - set(content.figures)), "")
    for run in runs:
        for figure in sorted({each for each, _ in run.figures} - set(content.figures)):
            gone.setdefault(figure, run.scenario.calculator)
    for figure, calculator in gone.items():
        file, line = place_naming(content, calculator, figure)
        yield ContentProblem(
            file,
            line,
            "",
            f"The figure “{figure}” is read here, and no file holds it",
            "Bring it back in policies/figures, or take the calculator out",
        )


def figures_named_in_code() -> set[str]:
    """The ids of figures read whole, not for a day, which no working lists."""
    from calculators.core.calendar import BANK_HOLIDAYS

    return {BANK_HOLIDAYS}


def unanswered_examples(runs: Iterable[Run]) -> Iterator[ContentProblem]:
    """A problem for each case that a page is to show with its answer, and that has none."""
    for run in runs:
        if run.scenario.worked_example and not run.answer["ok"]:
            yield ContentProblem(
                run.scenario.file,
                run.scenario.line,
                "worked_example",
                f"The case that the calculator's page shows has no answer: {said(run.answer)}",
                "Put the case right, or bring back what the calculator reads",
            )


def said(answer: dict[str, Any]) -> str:
    """What a case was refused with, as a sentence without its full stop."""
    return "; ".join(str(each["message"]).rstrip(".") for each in answer["problems"])


def place_naming(content: Content, calculator_id: str, words: str) -> tuple[str, int]:
    """The first file of a calculator, or of what all share, that names something in quotes."""
    root = code_root(content)
    for folder in (calculator_id, "core") if calculator_id else ("core",):
        for path in sorted((root / "calculators" / folder).rglob("*.py")):
            file = path.relative_to(root).as_posix()
            if line := line_naming(content, file, words):
                return file, line
    return REGISTRY, line_naming(content, REGISTRY, calculator_id)


def line_naming(content: Content, file: str, words: str) -> int:
    """The line of a file of code that names something in quotes; 0 if none does."""
    path = code_root(content) / file
    lines = path.read_text("utf-8").split("\n") if path.is_file() else []
    return next((at for at, line in enumerate(lines, 1) if json.dumps(words) in line), 0)
