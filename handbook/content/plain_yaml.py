"""Plain YAML read fast: PyYAML's parser in C, which reads our files thirty times as quickly.

It can say little about what is wrong, and it follows an older YAML than :mod:`ruamel.yaml`. So it
reads only what is plain, on which the two agree to the letter and the line, and gives up on all
else: the careful reader in :mod:`handbook.content.yaml` then reads the file from the start.
"""

from __future__ import annotations

import re
from typing import Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from handbook.content.records import Mapping, Node, Scalar, Sequence

try:
    from yaml.cyaml import CParser
except ImportError:  # PyYAML was built without its C library: every file is read carefully
    CParser = None

#: What the two readers take differently: spaces that spoil a line, ends of lines that only older
#: YAML knows, an invisible mark, and a comment too close to the sign of a block of text.
UNUSUAL = re.compile(
    "[\t\x85\N{NO-BREAK SPACE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\ufeff]|[|>][-+0-9]*#"
)
#: Our deepest file has half as many lists within lists.
DEEPEST = 24


class NotPlain(Exception):
    """The text holds something that the careful reader must see."""


def read_plain(text: str, offset: int) -> Node | None:
    """The records in a YAML text if it is plain and in good order, or None.

    Args:
        text: The YAML.
        offset: How many lines of the file stand before the text.
    """
    if CParser is None or UNUSUAL.search(text):
        return None
    try:
        return Reader(CParser(text), offset).document()
    except (NotPlain, YAMLError):
        return None


class Reader:
    """Builds records from what the parser finds, one event after the other."""

    def __init__(self, parser: Any, offset: int) -> None:
        """Keep the parser. The first line of a file is 1, and of the parser 0."""
        self.next_event = parser.get_event
        self.first = offset + 1

    def document(self) -> Node:
        """The one document of the text.

        Raises:
            NotPlain: If there is none, or more than one, or anything unusual in it.
        """
        self.next_event()  # the stream starts
        start = self.next_event()
        if not isinstance(start, DocumentStartEvent) or start.explicit:
            raise NotPlain
        root = self.node(self.next_event(), DEEPEST)
        if self.next_event().explicit or not isinstance(self.next_event(), StreamEndEvent):
            raise NotPlain
        return root

    def node(self, event: Any, depth: int) -> Node:
        """The record that an event starts, with all below it; ``depth`` is how much it may hold.

        Raises:
            NotPlain: If there is anything unusual in it.
        """
        kind = type(event)
        if kind is AliasEvent or event.anchor is not None or event.tag is not None or not depth:
            raise NotPlain
        line = event.start_mark.line + self.first
        if kind is ScalarEvent:
            if not event.value and event.style not in ("'", '"'):  # on which line is nothing?
                raise NotPlain
            return Scalar(event.value, event.style != "", line)
        if kind is SequenceStartEvent:
            entries = []
            while type(event := self.next_event()) is not SequenceEndEvent:
                entries.append(self.node(event, depth - 1))
            return Sequence(tuple(entries), line)
        assert kind is MappingStartEvent
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while type(event := self.next_event()) is not MappingEndEvent:
            if type(event) is not ScalarEvent or event.value in items:  # a list, or twice
                raise NotPlain
            name = self.node(event, depth)
            items[event.value] = self.node(self.next_event(), depth - 1)
            lines[event.value] = name.line
        return Mapping(items, lines, line)
