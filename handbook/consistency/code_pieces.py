"""Words that readers meet in the calculators' code and in notebooks, as pieces of prose.

A label, a hint or a message is typed in Python, so a number in it is as loose as one on a page. Of
the strings of a module these are left aside: docstrings, patterns, what only a programmer is told
(the words of a ``ValueError``), and single words and keys, which have no space in them.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.consistency.pieces import GAP, Piece, text_of

#: Modules of the calculators whose words no reader meets: the handbook's own checks read them.
FOR_CHECKS = ("thresholds.py",)
#: What is raised to tell a programmer, and never shown.
FOR_PROGRAMMERS = ("ValueError", "TypeError", "LookupError", "KeyError", "AssertionError")
#: Parts of code that hold no string: not looking into them halves the time this takes.
WORDLESS = frozenset({ast.Name, ast.Load, ast.Store, ast.Import, ast.ImportFrom, ast.arguments})
WORDS = re.compile(r"[A-Za-z]{2,}.*\s|\s.*[A-Za-z]{2,}", re.DOTALL)
DATE_WRITTEN = (
    r"\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?:\s+\d{4})?"
)

#: Forms that need no figure in a label, a hint or a message, each with why.
CODE_REASONS = {
    "is an example of what to type": re.compile(
        r"\b(?:like|for example|such as)\s+£?\d[\d.,]*(?:[ /-]\d+){0,2}(?:,? or \d+)?"
    ),
    "is none at all": re.compile(r"(?<![\d.,£])£?0(?:\.00)?(?![\d.,]*\d|%)"),
    "is an age": re.compile(
        r"\b(?:[Aa]ged?|[Uu]nder|[Oo]ver|[Uu]p to|[Tt]urned?)\s+\d{1,2}\b"
        r"(?!\s*(?:%|weeks?|days?|months?|hours?|years?\b(?! old)))"
        r"|\b\d{1,2} or (?:over|under)\b|\bdepends? on age: \d{1,2}\b"
    ),
    "names how often rent is charged or paid": re.compile(
        r"\b[Ee]very (?:2|4) weeks\b|\b[Ee]very week, 2 weeks or 4 weeks\b"
    ),
    "is the sum as it is worked": re.compile(r"[×÷−=]\s*\d[\d,.]*|\d[\d,.]*\s*[×÷−=]"),
    "points to a place in the law": re.compile(r"\b\d+[A-Z]?\(\w+\)(?: and \(\w+\))?"),
    "is part of a tag or the name of a unit": re.compile(r"<[^<>]*>?|\bGBP/4 weeks"),
    "is the first or the last day of a rent year": re.compile(r"\b1 April(?: to 31 March)?\b"),
}
#: Forms that need no figure in a notebook, each with why.
NOTEBOOK_REASONS = {
    "is worked by hand beside the answer": re.compile(
        r"\b(?:By hand|The case):(?:(?!\n\s*\n).)*", re.DOTALL
    ),
    "is a date of the example": re.compile(DATE_WRITTEN),
    "is an amount of the example": re.compile(r"(?<![\d,.])£?\d[\d,]*\.\d\d(?!\d|\.\d)"),
    "names a rent year": re.compile(r"\b20\d\d-\d\d\b"),
}


@dataclass(frozen=True)
class CodePiece(Piece):
    """The words of one string of a module; ``source`` are the lines of the file it spans."""

    source: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[re.Pattern[str], ...]:
        """Forms that need no figure in a label, a hint or a message."""
        return tuple(CODE_REASONS.values())

    def line_at(self, position: int) -> int:
        """The line that holds the word at a place, as far as it can be told."""
        word = re.match(r"\w+", self.text[position:])
        for number, line in enumerate(self.source):
            if word and re.search(rf"\b{word[0]}\b", line):
                return self.line + number
        return self.line

    def counts(self, number: re.Match[str]) -> bool:
        """Whether a number is one that a figure could hold.

        Words for small numbers (“the two of them”, “listed twice”) are left aside unless they
        count time or money.
        """
        groups = number.groupdict()
        if groups["digits"] or groups["lasting"] or groups["notice"]:
            return True
        return bool(groups["words"] and re.search(r"day|week|month|year|hour|pound|per", number[0]))


@dataclass(frozen=True)
class NotebookPiece(Piece):
    """The words of one cell of a notebook; ``lines`` are the file's lines that hold its lines."""

    lines: tuple[int, ...] = ()

    @property
    def allowed(self) -> tuple[re.Pattern[str], ...]:
        """Forms that need no figure in a notebook."""
        return tuple(NOTEBOOK_REASONS.values())

    def line_at(self, position: int) -> int:
        """The line of the file that a place stands on."""
        at = self.text.count("\n", 0, position)
        return self.lines[at] if at < len(self.lines) else self.line


def code_pieces(root: Path) -> Iterator[Piece]:
    """Every string of the calculators that a reader may meet."""
    folder = root / "calculators"
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else ():
        if path.name not in FOR_CHECKS:
            yield from strings_of(path.relative_to(root).as_posix(), text_of(path))


def strings_of(file: str, source: str) -> Iterator[Piece]:
    """The strings of one module that a reader may meet."""
    lines = source.split("\n")
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return  # the loader of the module says so itself
    for node in shown(tree):
        text = words_in(node)
        if WORDS.search(text.replace(GAP, " ")):
            assert isinstance(node, ast.expr)
            span = tuple(lines[node.lineno - 1 : node.end_lineno])
            yield CodePiece(file, node.lineno, text, markdown=False, source=span)


def shown(node: ast.AST) -> Iterator[ast.AST]:
    """The strings in a part of a module, each f-string as a whole, without those for no reader."""
    for child in ast.iter_child_nodes(node):
        if type(child) in WORDLESS:
            continue
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a docstring
        if isinstance(child, ast.Assert) or is_for_programmers(child):
            continue
        if isinstance(child, ast.Constant):
            if isinstance(child.value, str):
                yield child
        elif isinstance(child, ast.JoinedStr):
            yield child
            for part in child.values:
                if isinstance(part, ast.FormattedValue):
                    yield from shown(ast.Expression(part.value))
        else:
            yield from shown(child)


def is_for_programmers(node: ast.AST) -> bool:
    """Whether a statement raises what no reader sees, or a call takes a pattern."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        return getattr(node.exc.func, "id", "") in FOR_PROGRAMMERS
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "compile"


def words_in(node: ast.AST) -> str:
    """The words of a string, with a gap for what an f-string writes in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values
        )
    return str(node.value) if isinstance(node, ast.Constant) else ""


def notebook_pieces(root: Path) -> Iterator[Piece]:
    """The prose of every notebook."""
    folder = root / "docs" / "notebooks"
    for path in sorted(folder.glob("*.ipynb")) if folder.is_dir() else ():
        raw = text_of(path)
        yield from cells_of(path.relative_to(root).as_posix(), raw)


def cells_of(file: str, raw: str) -> Iterator[Piece]:
    """The prose cells of one notebook."""
    file_lines = raw.split("\n")
    here = 0
    for cell in json.loads(raw)["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        text = "".join(cell["source"])
        numbers = []
        for line in text.split("\n"):
            written = json.dumps(line, ensure_ascii=False)[1:-1]
            found = (at for at in range(here, len(file_lines)) if written in file_lines[at])
            here = next(found, here)
            numbers.append(here + 1)
        yield NotebookPiece(file, numbers[0], text, lines=tuple(numbers))
