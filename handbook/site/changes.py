"""What changed between two texts, in words: for people who must know by Monday."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser

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
    """One clause that is new, gone or reworded; ``kind`` is added, removed or changed."""

    kind: str
    id: str
    title: str
    old_title: str
    html: str


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
            changes.append(ClauseChange("added", clause.id, clause.title, "", html))
        # The same source reads differently only where a figure changed, and that is said apart.
        elif earlier.source != clause.source or earlier.title != clause.title:
            html = "".join(f"<p>{each}</p>" for each in block_changes(earlier, clause))
            old_title = earlier.title if earlier.title != clause.title else ""
            changes.append(ClauseChange("changed", clause.id, clause.title, old_title, html))
    for clause in before.values():
        if clause.id not in after:
            html = "".join(f"<p>{deleted(block)}</p>" for block in clause.blocks)
            changes.append(ClauseChange("removed", clause.id, clause.title, "", html))
    return changes


def block_changes(old: ClauseText, new: ClauseText) -> Iterator[str]:
    """The blocks that differ, each as HTML; blocks that stayed the same are left out."""
    matcher = SequenceMatcher(None, old.blocks, new.blocks, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        was, now = list(old.blocks[a:b]), list(new.blocks[c:d])
        # Pair reworded blocks in order; what is left over was added or taken out whole.
        while was and now:
            yield word_changes(was.pop(0), now.pop(0))
        yield from map(deleted, was)
        yield from map(inserted, now)


def word_changes(old: str, new: str) -> str:
    """One reworded block: what went and what came, with the words that stayed around them."""
    was, now = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, [w.strip() for w in was], [w.strip() for w in now], False)
    if matcher.ratio() < 0.4:  # too little in common for marks between words to help
        return f"{deleted(old)} {inserted(new)}"
    pieces = []
    for kind, a, b, c, d in joined(matcher.get_opcodes()):
        if kind == "equal":
            pieces.append(escape("".join(now[c:d])))
            continue
        if b > a:
            pieces.append(deleted("".join(was[a:b]).strip()) + " ")
        if d > c:
            pieces.append(inserted("".join(now[c:d]).strip()) + " ")
    return "".join(pieces).strip()


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
