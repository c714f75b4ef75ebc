"""What changed between two texts, in words: for people who must know by Monday."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser
from itertools import zip_longest

#: Elements whose text reads as one block.
BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "dt",
    "dd",
    "blockquote",
    "pre",
}
WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class ClauseText:
    """A clause as it reads on a day: its id, title, text in blocks without marks, and source."""

    id: str
    title: str
    blocks: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class ClauseChange:
    """One clause that is new, gone or reworded.

    Attributes:
        kind: "added", "removed" or "changed".
        id: The clause.
        title: Its title, the newest one.
        old_title: Its title before, if it was another.
        html: What went and what came, in one text.
        sides: The same side by side: each block before and after, "" where there is none.
    """

    kind: str
    id: str
    title: str
    old_title: str
    html: str
    sides: tuple[tuple[str, str], ...] = ()


class BlockReader(HTMLParser):
    """Collects a fragment's text block by block."""

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__()
        self.blocks: list[str] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A block's start ends the one before it."""
        if tag in BLOCKS:
            self._finish()

    def handle_endtag(self, tag: str) -> None:
        """A block ends."""
        if tag in BLOCKS:
            self._finish()

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self._words.append(data)

    def close(self) -> None:
        """Read what is left."""
        super().close()
        self._finish()

    def _finish(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            self.blocks.append(text)


def blocks_of(html: str) -> tuple[str, ...]:
    """A fragment's paragraphs, list items and cells as plain text."""
    reader = BlockReader()
    reader.feed(html)
    reader.close()
    return tuple(reader.blocks)


def clause_changes(old: Iterable[ClauseText], new: Iterable[ClauseText]) -> list[ClauseChange]:
    """Clauses added, removed and changed, in the new text's order with removed ones last."""
    before = {clause.id: clause for clause in old}
    after = {clause.id: clause for clause in new}
    changes = []
    for clause in after.values():
        earlier = before.get(clause.id)
        if earlier is None:
            html = "".join(f"<p>{inserted(block)}</p>" for block in clause.blocks)
            sides = tuple(("", inserted(block)) for block in clause.blocks)
            changes.append(ClauseChange("added", clause.id, clause.title, "", html, sides))
        # The same source reads differently only where a figure changed, and that is said apart.
        elif earlier.source != clause.source or earlier.title != clause.title:
            html = "".join(f"<p>{each}</p>" for each in block_changes(earlier, clause))
            sides = tuple(block_sides(earlier, clause))
            old_title = earlier.title if earlier.title != clause.title else ""
            changes.append(ClauseChange("changed", clause.id, clause.title, old_title, html, sides))
    for clause in before.values():
        if clause.id not in after:
            html = "".join(f"<p>{deleted(block)}</p>" for block in clause.blocks)
            sides = tuple((deleted(block), "") for block in clause.blocks)
            changes.append(ClauseChange("removed", clause.id, clause.title, "", html, sides))
    return changes


def block_changes(old: ClauseText, new: ClauseText) -> Iterator[str]:
    """Each block that was reworded, taken out or added, as one text with marks."""
    for was, now in block_pairs(old, new):
        if was and now:
            yield word_changes(was, now)
        else:
            yield deleted(was) if was else inserted(now)


def block_sides(old: ClauseText, new: ClauseText) -> Iterator[tuple[str, str]]:
    """Each block that was reworded, taken out or added, before and after."""
    for was, now in block_pairs(old, new):
        if was and now:
            yield word_sides(was, now)
        else:
            yield (deleted(was) if was else ""), (inserted(now) if now else "")


def block_pairs(old: ClauseText, new: ClauseText) -> Iterator[tuple[str, str]]:
    """Each block that differs, before and after; "" where there is none."""
    matcher = SequenceMatcher(None, old.blocks, new.blocks, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            # Pair reworded blocks in order; what is left over was added or taken out whole.
            yield from zip_longest(old.blocks[a:b], new.blocks[c:d], fillvalue="")


def word_changes(old: str, new: str) -> str:
    """One reworded block: what went and what came, with the words that stayed around them."""
    pieces = []
    for was, now, same in word_pairs(old, new):
        if same:
            pieces.append(escape(now))
            continue
        if was:
            pieces.append(deleted(was.strip()) + " ")
        if now:
            pieces.append(inserted(now.strip()) + " ")
    return "".join(pieces).strip()


def word_sides(old: str, new: str) -> tuple[str, str]:
    """One reworded block before, with what went marked, and after, with what came marked."""
    before, after = [], []
    for was, now, same in word_pairs(old, new):
        if same:
            before.append(escape(was))
            after.append(escape(now))
            continue
        if was:
            before.append(deleted(was.strip()) + " ")
        if now:
            after.append(inserted(now.strip()) + " ")
    return "".join(before).strip(), "".join(after).strip()


def word_pairs(old: str, new: str) -> Iterator[tuple[str, str, bool]]:
    """Runs of words before and after, and whether they are the same."""
    was, now = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, [w.strip() for w in was], [w.strip() for w in now], False)
    if matcher.ratio() < 0.4:  # too little in common for marks between words to help
        yield old, new, False
        return
    for kind, a, b, c, d in joined(matcher.get_opcodes()):
        yield "".join(was[a:b]), "".join(now[c:d]), kind == "equal"


Opcode = tuple[str, int, int, int, int]


def joined(opcodes: Iterable[Opcode]) -> Iterator[Opcode]:
    """Changes with at most two unchanged words between them, joined into one."""
    held: Opcode | None = None
    waiting: Opcode | None = None
    for code in opcodes:
        kind, a, b, _, d = code
        if kind == "equal":
            if held is not None and b - a <= 2:
                waiting = code
                continue
            if held is not None:
                yield held
                held = None
            yield code
        elif held is not None and waiting is not None:
            held, waiting = ("replace", held[1], b, held[3], d), None
        else:
            held = code
    if held is not None:
        yield held
    if waiting is not None:
        yield waiting


def inserted(text: str) -> str:
    """Words that came, said as well as shown."""
    return marked("ins", "[added:", text)


def deleted(text: str) -> str:
    """Words that went, said as well as shown."""
    return marked("del", "[removed:", text)


def marked(tag: str, said: str, text: str) -> str:
    """Text in a mark that a screen reader also hears."""
    return (
        f'<{tag}><span class="ih-visually-hidden">{said} </span>{escape(text)}'
        f'<span class="ih-visually-hidden">]</span></{tag}>'
    )
