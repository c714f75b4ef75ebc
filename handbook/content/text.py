"""What policy text may hold besides Markdown: figures, references and who carries a duty out.

- ``{{ figure("rent.increase_limit") }}`` quotes a figure; no number is typed.
- ``{{ clause("repayment-plans") }}`` refers to a clause of the same version, and
  ``{{ calculator("repayment_plan") }}`` to a calculator.
- A line right below a paragraph or list that says "must" names what carries it out:
  ``{: data-rule="repayment_plan.plan_broken" }`` for a rule of a calculator, or
  ``{: data-decides="income_manager" }`` for a role that decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from handbook.content.problems import Problems

BRACES = re.compile(r"\{\{((?:(?!\{\{).)*?)\}\}")
CALL = re.compile(r"""\s*([a-z_]+)\(\s*(["'])([^"']*)\2\s*\)\s*""")
MARKER = re.compile(r"\{:\s*(.*?)\s*\}")
NAMED = re.compile(r'data-(rule|decides)="([^"]*)"')

QUOTES = {
    "figure": 'Write {{ figure("the id of the figure") }}',
    "clause": 'Write {{ clause("the id of the clause") }}',
    "calculator": 'Write {{ calculator("the id of the calculator") }}',
}


@dataclass(frozen=True)
class Quote:
    """A place where text names something by its id; ``kind`` is a key of `QUOTES`."""

    kind: str
    id: str
    line: int


@dataclass(frozen=True)
class Carrier:
    """What carries out the paragraph above: a rule by its id, or a role that decides."""

    kind: str  # rule, decides
    id: str
    line: int


def quotes_in(text: str, first_line: int = 1) -> list[Quote]:
    """Everything a text names by its id, in order."""
    found = []
    for number, line in enumerate(text.split("\n"), start=first_line):
        for match in BRACES.finditer(line):
            if call := CALL.fullmatch(match[1]):
                found.append(Quote(call[1], call[3], number))
    return found


def carriers_in(text: str, first_line: int = 1) -> list[Carrier]:
    """Everything the text says carries a duty out, in order."""
    found = []
    for number, line in enumerate(text.split("\n"), start=first_line):
        if marker := MARKER.fullmatch(line.strip()):
            found += [Carrier(kind, id_, number) for kind, id_ in NAMED.findall(marker[1])]
    return found


def with_quotes(text: str, shown: Callable[[Quote], str]) -> str:
    """The text with each quote replaced by what ``shown`` makes of it."""

    def replaced(match: re.Match[str]) -> str:
        call = CALL.fullmatch(match[1])
        if call is None:
            return match[0]
        return shown(Quote(call[1], call[3], text.count("\n", 0, match.start()) + 1))

    return BRACES.sub(replaced, text)


def check_braces(text: str, file: str, first_line: int, problems: Problems) -> None:
    """Note braces that are never closed and names that mean nothing here."""
    for number, line in enumerate(text.split("\n"), start=first_line):
        rest = BRACES.sub("", line)
        if "{{" in rest or "}}" in rest:
            problems.add(
                file,
                number,
                "",
                "Two braces are opened and never closed on this line, or closed and never opened",
                'Write the whole on one line: {{ figure("the id of the figure") }}',
            )
        if "{%" in rest:
            problems.add(
                file,
                number,
                "",
                "“{%” starts a command, and policy text has none",
                "Take it out, and write plain Markdown",
            )
        for match in BRACES.finditer(line):
            call = CALL.fullmatch(match[1])
            if call is None or call[1] not in QUOTES:
                problems.add(
                    file,
                    number,
                    "",
                    f"“{match[0]}” is not something policy text can hold",
                    QUOTES.get(call[1] if call else "", QUOTES["figure"]),
                )
        marker = MARKER.fullmatch(line.strip())
        if marker and NAMED.sub("", marker[1]).strip():
            problems.add(
                file,
                number,
                "",
                f"“{line.strip()}” does not say what carries the paragraph out",
                'Write {: data-rule="a calculator.its rule" } or {: data-decides="a role" }',
            )
