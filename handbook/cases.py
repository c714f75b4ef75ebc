"""Cases in JSON or JSON Lines, answered one by one in order and in constant memory."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from calculators.browser import run
from calculators.core.figures import FigureSet
from handbook.named_file import UTF_16, why_not_read

#: A first line that is no JSON by itself may begin a case written over many lines; none is longer.
LONGEST_CASE = 1_000_000
BOM = b"\xef\xbb\xbf"

Tell = Callable[[int], None]


class CannotRead(Exception):
    """The file of cases cannot be read, in one sentence."""


def run_cases(calculator: str, file: Path | None, figures: FigureSet) -> bool:
    """Answer every case of a file on the standard output, and say whether all were answered.

    Args:
        calculator: Which calculator.
        file: One case in JSON, or JSON Lines; None (or "-") reads the standard input.
        figures: The figures and clauses.

    Raises:
        CannotRead: If the file is missing or cannot be opened.
    """
    typed_in = file is None or str(file) == "-"
    put_by()
    with opened(None if typed_in else file) as stream, progress(stream, typed_in) as tell:
        all_answered = True
        for answer in answers(calculator, counted(stream, tell), figures):
            print(answer, flush=typed_in)
            all_answered = all_answered and answer.startswith('{"ok":true')
    return all_answered


def put_by() -> None:
    """Leave what is loaded out of every later search for what can be thrown away.

    It is all still wanted, and looking through it over and over takes as long as the answers.
    """
    gc.collect()
    gc.freeze()


@contextmanager
def opened(file: Path | None) -> Iterator[BinaryIO]:
    """A file of cases, or the standard input.

    Raises:
        CannotRead: If it cannot be opened.
    """
    if file is None:
        yield sys.stdin.buffer
        return
    try:
        stream = file.open("rb")
        stream.peek(1)
    except OSError as error:
        raise CannotRead(why_not_read(file, error)) from None
    with stream:
        yield stream


def counted(stream: BinaryIO, tell: Tell) -> Iterator[bytes]:
    """The lines of a stream, telling the length of each.

    Raises:
        CannotRead: If the text is UTF-16.
    """
    for number, line in enumerate(stream):
        if number == 0 and line.startswith(UTF_16):
            raise CannotRead("The cases are saved as UTF-16. Save them again as UTF-8.")
        tell(len(line))
        yield line.removeprefix(BOM) if number == 0 else line


def answers(calculator: str, lines: Iterator[bytes], figures: FigureSet) -> Iterator[str]:
    """The answer to each case as JSON text; one that fails among many names its line."""
    first, one_case = first_part(lines)
    if one_case is not None:
        yield run(calculator, one_case, figures)
        return
    for number, line in enumerate(chain(first, lines), start=1):
        if not line.strip():
            continue
        try:
            answer = run(calculator, line.decode("utf-8"), figures)
        except UnicodeDecodeError:
            problem = {"field": "", "message": "The case is not UTF-8 text. Save it as UTF-8."}
            answer = compact({"ok": False, "problems": [problem]})
        if not answer.startswith('{"ok":true'):
            answer = compact({"ok": False, "line": number, **without_ok(answer)})
        yield answer


def without_ok(answer: str) -> dict[str, object]:
    """What a failed answer says besides that it failed."""
    data: dict[str, object] = json.loads(answer)
    del data["ok"]
    return data


def compact(data: dict[str, object]) -> str:
    """JSON text on one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def first_part(lines: Iterator[bytes]) -> tuple[list[bytes], str | None]:
    """The lines read to tell JSON Lines from one case, and the case if it is one.

    A line that is JSON by itself belongs to JSON Lines, unless it is all there is. Lines that come
    to JSON together are one case; what comes to neither is one broken case.
    """
    read: list[bytes] = []
    filled = 0
    for line in lines:
        read.append(line)
        if not line.strip():
            continue
        filled += 1
        starts_alone = filled == 1 or line.startswith(b"{")
        if starts_alone and is_json(line):
            after = next_filled(lines, read)
            return (read, None) if filled > 1 or after else ([], as_text(read))
        if line.rstrip().endswith((b"}", b"]")) and is_json(b"".join(read)):
            next_filled(lines, read)  # more after a whole case makes it a broken one
            return [], as_text(read)
        if sum(map(len, read)) > LONGEST_CASE:
            return read, None
    return (read, None) if filled > 1 and all_look_like_cases(read) else ([], as_text(read))


def next_filled(lines: Iterator[bytes], read: list[bytes]) -> bool:
    """Whether another line with something on it follows; it is added to those read."""
    for line in lines:
        read.append(line)
        if line.strip():
            return True
    return False


def as_text(lines: list[bytes]) -> str:
    """Lines as one text, with a mark in place of bytes that are not UTF-8."""
    return b"".join(lines).decode("utf-8", "replace")


def all_look_like_cases(lines: list[bytes]) -> bool:
    """Whether every line starts like a case of its own, though none could be read."""
    filled = [each for each in lines if each.strip()]
    return all(each.startswith(b"{") and each.rstrip() != b"{" for each in filled)


def is_json(text: bytes) -> bool:
    """Whether a text is JSON by itself."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


@contextmanager
def progress(stream: BinaryIO, typed_in: bool) -> Iterator[Tell]:
    """A bar on the error output while a file is read, if that is a terminal; nothing elsewhere."""
    if typed_in or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    size = Path(stream.name).stat().st_size
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Answering", total=size)
        yield lambda more: bar.advance(task, more)
