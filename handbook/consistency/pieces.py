"""Published prose as pieces with file and line, whatever file it stands in.

A piece is what a reader sees: the body of a page or a policy, or one field of a YAML file that a
page shows. :func:`visible` takes out of Markdown what no reader sees as words (addresses, names of
macros, commands) and keeps every line where it is, so that a place in a piece is a line of its
file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from handbook.content import Content
from handbook.content.files import with_plain_newlines
from handbook.content.policies import NOT_POLICIES, is_version_text

#: Stands where something that is not words was taken out, so that its neighbours do not join.
GAP = "\x01"
#: Folders of ``docs/`` that hold no prose of the site: records for developers are not published,
#: and notebooks are worked examples that are run against the rules.
NOT_PROSE = ("decisions", "notebooks")
#: Fields that readers see, for each kind of file.
FRONT = ("title", "description", "what_changed", "summary")
POLICY_FIELDS = ("title", "summary")
FIGURE_FIELDS = ("description", "read_on", "reason")
#: What a step of a procedure says to the reader; its trigger and deadline quote figures by id.
STEP_FIELDS = ("title", "stage", "say", "do", "evidence", "ends_when", "why")
PROCEDURE_FIELDS = ("title", "summary", "stages")
SITE_FIELDS = ("site_name", "site_description")
ORGANISATION_FIELDS = ("name", "title", "reached_by")

FIELD = re.compile(r"(?P<before>\s*(?:-\s+)?)(?P<key>[A-Za-z_][^:#]*):(?P<rest>(?:\s.*)?)")
COMMENT = re.compile(r"\s#.*$")
FENCE = re.compile(r"^(?P<in>[ \t>]*)(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=mark)|\Z)",
                   re.DOTALL | re.MULTILINE)  # fmt: skip
HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MACRO = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
#: A macro is called by its name. Anything else between braces is shown as it stands.
MACRO_CALL = re.compile(r"\s*[a-z_]+\(.*\)\s*", re.DOTALL)
TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|https?:[^<>]*)>")
ATTRIBUTES = re.compile(r"(?<!\{)\{(?![%{])[^{}\n]*\}(?!\})")
#: Attributes whose words a reader sees or hears.
SHOWN = re.compile(
    r"""\b(?:title|alt|aria-label|placeholder|label|summary)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
#: A link's address; its title in quotes is shown and stays.
TARGET = re.compile(r"""(?<=\])\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)""")
REFERENCE = re.compile(r"(?<=\])\[[^\]\n]*\]")
DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S*", re.MULTILINE)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')]+")
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);")
MARKS = re.compile(r"[*_~^\\]+")
QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
NUMBERED = re.compile(r"^(?P<in>\s*)(?P<number>\d{1,3})[.)](?=\s)")


@dataclass(frozen=True)
class Piece:
    """A stretch of published prose.

    Attributes:
        file: Its file, from the top folder.
        line: The line its text starts on.
        text: Its words as they stand in the file; may be several lines.
        key: The field it stands in, or "" for the body of a page.
        markdown: Whether it is read as Markdown.
    """

    file: str
    line: int
    text: str
    key: str = ""
    markdown: bool = True

    @property
    def allowed(self) -> tuple[re.Pattern[str], ...]:
        """Forms that need no figure in this kind of prose alone."""
        return ()

    def counts(self, number: re.Match[str]) -> bool:  # noqa: ARG002 - other kinds ask
        """Whether a number is one that a figure could hold."""
        return True

    def line_at(self, position: int) -> int:
        """The line of the file on which a place of the text stands."""
        return self.line + self.text.count("\n", 0, position)


def published(content: Content) -> Iterator[Piece]:
    """Every piece of prose that the site publishes from files."""
    root = content.root
    yield from policy_pieces(root)
    yield from procedure_pieces(root)
    yield from page_pieces(root)
    yield from named_fields(root, root / "docs" / "glossary.yaml", None)
    yield from named_fields(root, root / "mkdocs.yml", SITE_FIELDS)
    yield from named_fields(root, root / "policies" / "organisation.yaml", ORGANISATION_FIELDS)
    for path in sorted((root / "policies" / "figures").rglob("*.yaml")):
        yield from named_fields(root, path, FIGURE_FIELDS)


def policy_pieces(root: Path) -> Iterator[Piece]:
    """What every policy is about, and the text of every version."""
    folder = root / "policies"
    for policy in sorted(each for each in folder.iterdir() if each.is_dir()):
        if policy.name in NOT_POLICIES or policy.name.startswith("."):
            continue
        yield from named_fields(root, policy / "policy.yaml", POLICY_FIELDS)
        for path in sorted(each for each in policy.iterdir() if is_version_text(each)):
            yield from markdown_file(root, path)


def procedure_pieces(root: Path) -> Iterator[Piece]:
    """What every procedure is about, its text, and what its steps say."""
    folder = root / "policies" / "procedures"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if is_version_text(path):
            yield from markdown_file(root, path)
        elif path.name == "procedure.yaml":
            yield from named_fields(root, path, PROCEDURE_FIELDS)
        elif path.name.startswith("steps.") and path.suffix == ".yaml":
            yield from named_fields(root, path, STEP_FIELDS)


def page_pieces(root: Path) -> Iterator[Piece]:
    """The pages written for readers."""
    folder = root / "docs"
    for path in sorted(folder.rglob("*.md")):
        if path.relative_to(folder).parts[0] not in NOT_PROSE:
            yield from markdown_file(root, path)


def markdown_file(root: Path, path: Path) -> Iterator[Piece]:
    """The shown fields at the top of a Markdown file, and its body."""
    file = path.relative_to(root).as_posix()
    lines = text_of(path).split("\n")
    body = 0
    if lines[0].rstrip() == "---":
        close = (i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == "---")
        body = next(close, -1) + 1
        yield from fields_in(file, lines[: body - 1 if body else 0], FRONT)
    yield Piece(file, body + 1, "\n".join(lines[body:]))


def named_fields(root: Path, path: Path, names: Iterable[str] | None) -> Iterator[Piece]:
    """The named fields of a YAML file, at any depth; every field where no name is given."""
    if path.is_file():
        lines = text_of(path).split("\n")
        yield from fields_in(path.relative_to(root).as_posix(), lines, names)


def fields_in(file: str, lines: list[str], names: Iterable[str] | None) -> Iterator[Piece]:
    """The named fields among the lines of YAML, each with all the lines of its value.

    Read line by line and not as YAML, so that every word keeps its line.
    """
    number = 0
    while number < len(lines):
        found = FIELD.fullmatch(lines[number])
        key = found["key"].strip() if found else ""
        if found is None or lines[number].lstrip().startswith("#"):
            number += 1
            continue
        if names is not None and key not in names:
            number += 1
            continue
        start, column = number, len(found["before"])
        value = [found["rest"]]
        number += 1
        while number < len(lines) and belongs(lines[number], column, value[0]):
            value.append(lines[number])
            number += 1
        shown_key = f"{key}: " if names is None else ""
        text = "\n".join(COMMENT.sub("", each) for each in value)
        yield Piece(file, start + 1, f"{shown_key}{text}", key=key, markdown=False)


def belongs(line: str, column: int, rest: str) -> bool:
    """Whether a line goes on with a field's words, or is one of its list."""
    depth = len(line) - len(line.lstrip())
    if not line.strip():
        return False
    # YAML lets a list stand as far left as the name of its field.
    return depth > column or (depth == column and not rest.strip() and line.lstrip()[:2] == "- ")


def text_of(path: Path) -> str:
    """A file's text with plain newlines; the loader has said already if it cannot be read."""
    return with_plain_newlines(path.read_bytes().decode("utf-8", errors="replace"))


def blank(text: str) -> str:
    """As many gaps as there were characters, with every newline kept."""
    return re.sub(r"[^\n]", GAP, text)


def visible(piece: Piece) -> str:
    """The words a reader sees, each at the place it has in the piece's text."""
    text = MACRO.sub(lambda m: blank(m[0]) if MACRO_CALL.fullmatch(m[1]) else m[0], piece.text)
    if piece.markdown:
        text = FENCE.sub(lambda m: blank(m[0]), text)
        text = HTML_COMMENT.sub(lambda m: blank(m[0]), text)
        text = CODE.sub(code_kept, text)
        text = ADDRESS.sub(lambda m: blank(m[0]), text)
        text = TAG.sub(attributes_kept, text)
        text = ATTRIBUTES.sub(attributes_kept, text)
        text = DEFINITION.sub(lambda m: blank(m[0]), text)
        text = TARGET.sub(lambda m: blank(m[0]), text)
        text = REFERENCE.sub(lambda m: blank(m[0]), text)
        text = QUOTED.sub(lambda m: " " * len(m[0]), text)
        text = without_list_numbers(text)
    text = ENTITY.sub(lambda m: unescape(m[0])[: len(m[0])].rjust(len(m[0])), text)
    # Marks of emphasis vanish when read: “**four** weeks” is “four weeks”.
    return MARKS.sub(lambda m: " " * len(m[0]), text)


#: A code span that is nothing but a quantity is words in a typewriter face, not code.
QUANTITY_ALONE = re.compile(r"\s*[£€]?\s*\d[\d,.]*\s*(?:%|[A-Za-z' ]+)?\s*")


def code_kept(match: re.Match[str]) -> str:
    """Nothing of a command or a name; all of a quantity dressed as code."""
    if QUANTITY_ALONE.fullmatch(match[2]):
        mark = " " * len(match[1])
        return f"{mark}{match[2]}{mark}"
    return blank(match[0])


def attributes_kept(match: re.Match[str]) -> str:
    """A tag or a list of attributes with nothing left but the words a reader sees or hears."""
    kept = list(blank(match[0]))
    for shown in SHOWN.finditer(match[0]):
        group = 1 if shown[1] is not None else 2
        start, end = shown.span(group)
        kept[start:end] = match[0][start:end]
    return "".join(kept)


def without_list_numbers(text: str) -> str:
    """The text without the numbers of numbered lists.

    A number counts a list only where it goes on from the one before, or starts at 1: “28. Then”
    in the middle of a paragraph stays.
    """
    last: dict[int, int] = {}
    lines = text.split("\n")
    for index, line in enumerate(lines):
        found = NUMBERED.match(line)
        if found is None:
            continue
        depth, number = len(found["in"]), int(found["number"])
        if number <= 1 or last.get(depth) in (number - 1, number):
            last[depth] = number
            lines[index] = " " * found.end() + line[found.end() :]
    return "\n".join(lines)
