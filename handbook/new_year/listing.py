"""The list of what an April asks for, for a manager to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from calculators.core.wording import counted, in_list, long_date
from handbook.consistency.leaning import Leaning
from handbook.new_year.needs import (
    EACH_APRIL,
    GIVEN,
    NOT_HELD,
    TO_CONFIRM,
    Need,
    by_file,
    first_day_in_words,
    value_in_words,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

MARKS = {GIVEN: "done", TO_CONFIRM: "to confirm", NOT_HELD: "not held"}


def capital(words: str) -> str:
    """Words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def heading(year: int, found: Sequence[Need], earlier: Sequence[int]) -> list[str]:
    """What the list holds, in a few sentences."""
    if not found:
        return [f"No figure changes in April {year}, and none runs out by then."]
    each_april = [each for each in found if each.why == EACH_APRIL]
    given = sum(each.state == GIVEN for each in found)
    lines = [
        f"What April {year} asks for: {counted(len(each_april), 'figure')} that "
        f"{'changes' if len(each_april) == 1 else 'change'} each April by "
        f"{'its' if len(each_april) == 1 else 'their'} own history, and "
        f"{counted(len(found) - len(each_april), 'other')} to look at. "
        f"{given} of {len(found)} done."
    ]
    if earlier:
        years = in_list([str(each) for each in earlier])
        lines.append(
            f"April {years} comes first: figures that change each April have no value for it. "
            f"Run “handbook new-year {earlier[0]}”."
        )
    return lines


def mark_of(need: Need) -> str:
    """What to do about a figure, in a word or two."""
    if need.state in MARKS:
        return MARKS[need.state]
    return "to give" if need.why == EACH_APRIL else "to look at"


def now_in_words(need: Need) -> str:
    """The value in force, and since when."""
    words = value_in_words(need.figure, need.now)
    if need.now is None:
        return words
    since = f"since {long_date(need.now.starts)}"
    return f"not held {since}: {need.now.reason}" if need.now.value is None else f"{words} {since}"


def source_in_words(need: Need) -> str:
    """Where to look: where the newest value was read."""
    if not need.figure.values:
        return "not held"
    source = need.figure.values[-1].source
    return f"{source.title} ({source.url})" if source.url else source.title


def new_in_words(need: Need) -> str:
    """The value given or expected for that April."""
    assert need.new is not None
    what = "Expected" if need.new.expected else "Given"
    return f"{what}: {value_in_words(need.figure, need.new)} from {long_date(need.new.starts)}"


def plain_lines(
    year: int, found: Sequence[Need], leaning: Mapping[str, Leaning], earlier: Sequence[int]
) -> Iterator[str]:
    """The list in plain lines."""
    yield from heading(year, found, earlier)
    for file, its in by_file(found):
        yield from ("", file)
        for need in its:
            yield f"  line {need.entry.line}, {mark_of(need)}: {need.id}"
            yield f"    {need.figure.description} Unit: {need.figure.unit}."
            yield f"    {capital(need.why)}. Now {now_in_words(need).rstrip('.')}."
            if need.new is not None and need.state in (GIVEN, TO_CONFIRM):
                yield f"    {new_in_words(need)}."
            if need.state == GIVEN:
                continue
            yield f"    Needed from: {first_day_in_words(need)}."
            yield f"    Look in: {source_in_words(need)}."
            yield f"    Leaning on it: {leaning.get(need.id, Leaning()).in_words()}."


def on_a_terminal(
    year: int, found: Sequence[Need], leaning: Mapping[str, Leaning], earlier: Sequence[int]
) -> Iterator[RenderableType]:
    """The same as tables, one for each file."""
    from rich.table import Table
    from rich.text import Text

    yield from map(Text, heading(year, found, earlier))
    for file, its in by_file(found):
        table = Table(title=Text(file), title_justify="left", expand=True)
        for name in ("Line", "", "Figure", "Now", "New from", "Look in", "Leaning on it"):
            table.add_column(name, overflow="fold")
        for need in its:
            done = need.state == GIVEN
            cells = (
                str(need.entry.line),
                mark_of(need),
                f"{need.id}\n{need.figure.description} ({need.figure.unit})",
                now_in_words(need),
                new_in_words(need) if done else first_day_in_words(need),
                "" if done else source_in_words(need),
                leaning.get(need.id, Leaning()).in_words(),
            )
            table.add_row(*map(Text, cells), style="dim" if done else "")
        yield table
