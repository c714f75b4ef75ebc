"""What is wrong with a file, said so that its owner can put it right."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

#: Characters of a message; the longest that we write ourselves has about half as many.
LONGEST = 2_000


@dataclass(frozen=True, order=True)
class ContentProblem:
    """One thing to put right.

    Attributes:
        file: The file, from the top folder, with forward slashes.
        line: The line it is on, counted from 1; 0 where it is about the whole file.
        key: The entry it is about, like ``values[1].value``; "" if there is none.
        message: What is wrong, as a sentence without its full stop.
        remedy: What to do, as a sentence without its full stop.
    """

    file: str
    line: int
    key: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """The problem on one line, like ``file, line 12, key: what is wrong. What to do``."""
        where = [self.file]
        if self.line:
            where.append(f"line {self.line}")
        if self.key:
            where.append(self.key)
        return f"{', '.join(where)}: {cut(self.message)}. {self.remedy}."


def cut(message: str) -> str:
    """A message that can be read: what was typed may be a whole file on one line."""
    if len(message) <= LONGEST:
        return message
    return f"{message[: LONGEST // 2]} … {message[-LONGEST // 2 :]}"


class ContentProblems(Exception):
    """Everything wrong with the content, found in one run.

    ``more_to_come`` says that other checks wait until this is put right.
    """

    def __init__(self, problems: tuple[ContentProblem, ...], *, more_to_come: bool = False) -> None:
        """Keep the problems in the order of their files and lines."""
        self.problems = problems
        self.more_to_come = more_to_come
        super().__init__("\n".join(str(each) for each in problems))


@dataclass
class Problems:
    """A list that every reader adds to, so that one run finds everything."""

    found: list[ContentProblem] = field(default_factory=list)

    def add(
        self, file: PurePosixPath | str, line: int, key: str, message: str, remedy: str
    ) -> None:
        """Note one problem."""
        self.found.append(ContentProblem(str(file), line, key, message, remedy))

    @property
    def in_order(self) -> tuple[ContentProblem, ...]:
        """Every problem noted, each once, by file and line."""
        return tuple(sorted(set(self.found)))

    def raise_any(self) -> None:
        """Stop if anything is wrong.

        Raises:
            ContentProblems: With every problem noted, each once.
        """
        if self.found:
            raise ContentProblems(self.in_order)
