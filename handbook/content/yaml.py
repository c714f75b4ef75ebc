"""YAML as plain records that remember their lines, and friendly words when it cannot be read.

Values stay the text that was typed, with a note of whether it was in quotes: nothing becomes a
float or a date behind the writer's back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as RuamelNode

from handbook.content.plain_yaml import read_plain
from handbook.content.problems import Problems
from handbook.content.records import Mapping, Node, Scalar, Sequence

WHOLE = re.compile(r"[-+]?\d+")
BROKEN_NUMBER = re.compile(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?")

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "as_data", "read_yaml", "unquoted_numbers"]


def read_yaml(text: str, file: str, problems: Problems, *, first_line: int = 1) -> Node | None:
    """The records in a YAML text, or None if it cannot be read.

    Args:
        text: The YAML.
        file: The file's name for messages.
        problems: Takes what is wrong.
        first_line: The line of the file that the text starts on.
    """
    offset = first_line - 1
    plain = read_plain(text, offset)
    return plain if plain is not None else read_carefully(text, file, problems, offset)


def read_carefully(text: str, file: str, problems: Problems, offset: int) -> Node | None:
    """As :func:`read_yaml`, whatever the text holds; ``offset`` is how many lines precede it."""
    if spoilt_spaces(text, file, problems, offset):
        return None
    try:
        root: RuamelNode | None = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        line, message, remedy = in_plain_words(error, text)
        problems.add(file, line + offset, "", message, remedy)
        return None
    except RecursionError:
        problems.add(
            file, offset + 1, "", "The lists here are nested too deep", "Write them out flat"
        )
        return None
    if root is None and offset:
        problems.add(
            file,
            offset + 1,
            "",
            "Nothing stands between the two lines of three dashes",
            "Copy what stands there in another version and fill it in",
        )
        return None
    if root is None:
        problems.add(file, 0, "", "The file holds nothing but comments", "Fill it in, or delete it")
        return None
    if anchors(root, file, problems, offset):
        return None
    return Converter(file, problems, offset).converted(root, "")


def spoilt_spaces(text: str, file: str, problems: Problems, offset: int) -> bool:
    """Note tabs and no-break spaces that stand where YAML needs ordinary spaces."""
    found = False
    for number, line in enumerate(text.split("\n"), start=1):
        start = line[: len(line) - len(line.lstrip())]
        for character, name in (("\t", "a tab"), ("\N{NO-BREAK SPACE}", "a no-break space")):
            if character in start:
                found = True
                problems.add(
                    file,
                    number + offset,
                    "",
                    f"The line starts with {name}",
                    "Use ordinary spaces, as many as the line above",
                )
    return found


#: What ruamel says, what we say, and the remedy.
SYNTAX = (
    (
        "mapping values are not allowed",
        "There is a second colon on this line, or the line is indented wrongly",
        'Put the text in quotes ("...") or line it up with the line above',
    ),
    (
        "found undefined alias",
        "A star starts this value",
        'Put the text in quotes ("...")',
    ),
    (
        "that cannot start any token",
        "The value starts with a character that has a meaning of its own in YAML",
        'Put the text in quotes ("...")',
    ),
    (
        "expected <block end>",
        "The indentation does not match the lines above",
        "Line it up with the entry it belongs to",
    ),
    (
        "could not find expected ':'",
        "A colon is missing after a name",
        "Write the name, a colon, a space and the value",
    ),
    (
        "but found another document",
        "A line of three dashes starts a second document",
        "Keep one list to a file and take the dashes out",
    ),
    (
        "expected ',' or",
        "A bracket on this line or above is never closed",
        "Close it, or write one entry to a line",
    ),
)


LEFT_OPEN = (
    "A quote that starts on this line is never closed on it",
    "Close it with the same sort of quote",
)
OPENING_QUOTE = re.compile(r"""(?:^|[-:,\[{])\s+(?:"[^"]*|'[^']*)$""")


def quote_left_open(text: str, before: int) -> int:
    """The first line up to a line with a quote that opens and does not close on it; 0 if none."""
    for number, line in enumerate(text.split("\n")[:before], start=1):
        if OPENING_QUOTE.search(line):
            return number
    return 0


def in_plain_words(error: YAMLError, text: str) -> tuple[int, str, str]:
    """The line, the message and the remedy for a YAML error."""
    if isinstance(error, MarkedYAMLError):
        said = str(error.problem or "")
        mark = error.problem_mark or error.context_mark
        if "expected ':'" in said and error.context_mark is not None:
            mark = error.context_mark  # the line without its colon, not the one after
        last = text.rstrip("\n").count("\n") + 1
        line = min(mark.line + 1, last) if mark is not None else 1
        if opened := quote_left_open(text, line):
            return opened, *LEFT_OPEN
        for words, message, remedy in SYNTAX:
            if words in said:
                return line, message, remedy
        return line, "This cannot be read as YAML", "Compare it with an entry that works"
    position = getattr(error, "position", 0)
    line = text.count("\n", 0, position) + 1
    return line, "There is an invisible control character on this line", "Delete it and type again"


def anchors(root: RuamelNode, file: str, problems: Problems, offset: int) -> bool:
    """Note anchors and aliases, which hide what a value is from whoever reads the line."""
    seen: set[int] = set()
    waiting = [root]
    found = False
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.anchor:
            found = True
            problems.add(
                file,
                node.start_mark.line + 1 + offset,
                "",
                f"“&{node.anchor}” names a piece of the file to use it again elsewhere",
                "Write it out in full in each place, so that each can change alone",
            )
        if isinstance(node, SequenceNode):
            waiting += node.value
        elif isinstance(node, MappingNode):
            waiting += [each for pair in node.value for each in pair]
    return found


class Converter:
    """Turns ruamel's nodes into records, noting repeated keys and odd tags."""

    def __init__(self, file: str, problems: Problems, offset: int) -> None:
        """Remember where to note problems."""
        self.file = file
        self.problems = problems
        self.offset = offset

    def line(self, node: RuamelNode) -> int:
        """The line of the file that a node starts on."""
        return int(node.start_mark.line) + 1 + self.offset

    def converted(self, node: RuamelNode, key: str) -> Node:
        """One node and all below it."""
        if node.tag and str(node.tag).startswith("!"):
            self.problems.add(
                self.file,
                self.line(node),
                key,
                f"“{node.tag}” is not something this file may use",
                'Put the text in quotes ("...") if the exclamation mark belongs to it',
            )
        if isinstance(node, MappingNode):
            return self.mapping(node, key)
        if isinstance(node, SequenceNode):
            # An entry of the file's own list is named by its line; lists below it by number.
            keys = (f"{key}[{index}]" if key else "" for index in range(len(node.value)))
            items = [
                self.converted(each, under) for each, under in zip(node.value, keys, strict=True)
            ]
            return Sequence(tuple(items), self.line(node))
        assert isinstance(node, ScalarNode)
        return Scalar(str(node.value), node.style is not None, self.line(node))

    def mapping(self, node: MappingNode, key: str) -> Mapping:
        """A mapping; the first of two equal keys counts, and the second is noted."""
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for name_node, value_node in node.value:
            if not isinstance(name_node, ScalarNode):
                self.problems.add(
                    self.file,
                    self.line(name_node),
                    key,
                    "A name before the colon is a list here",
                    "Use a plain name",
                )
                continue
            name = str(name_node.value)
            under = f"{key}.{name}" if key else name
            if name in items:
                self.problems.add(
                    self.file,
                    self.line(name_node),
                    under,
                    f"“{name}” is here twice; the first is on line {lines[name]}",
                    "Keep one of them",
                )
                continue
            items[name] = self.converted(value_node, under)
            lines[name] = self.line(name_node)
        return Mapping(items, lines, self.line(node))


def as_data(node: Node) -> Any:
    """A record as plain data: text, whole numbers, true, false, None, lists and dicts.

    Dates stay text. A number with a decimal point that is not in quotes stays text too: the
    caller notes it with :func:`unquoted_numbers`.
    """
    if isinstance(node, Mapping):
        return {name: as_data(each) for name, each in node.items.items()}
    if isinstance(node, Sequence):
        return [as_data(each) for each in node.items]
    if node.quoted:
        return node.text
    if node.is_nothing:
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    if WHOLE.fullmatch(node.text) and len(node.text) < 16:
        return int(node.text)
    return node.text


def unquoted_numbers(node: Node, key: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every number with a decimal point that is not in quotes, with its key."""
    if isinstance(node, Mapping):
        for name, each in node.items.items():
            yield from unquoted_numbers(each, f"{key}.{name}" if key else name)
    elif isinstance(node, Sequence):
        for index, each in enumerate(node.items):
            yield from unquoted_numbers(each, f"{key}[{index}]")
    elif not node.quoted and BROKEN_NUMBER.fullmatch(node.text):
        yield key, node
