"""Writing new values into the files of figures: every other character stays as it is.

The YAML reader says where each piece of a file begins and ends, and only those pieces are written
anew. Reading a file whole and writing it again would lay out anew what nobody touched.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from handbook.content import Content, FigureEntry, Problems
from handbook.content.figures import FOLDER, read_figures
from handbook.new_year.filling import NewValue
from handbook.new_year.sheet import CannotFill

#: Longer than any line, so that no text is broken over two.
ONE_LINE = 100_000

Edit = tuple[int, int, str]


def filled_texts(root: Path, values: Iterable[NewValue]) -> dict[str, str]:
    """The text of each file that some values change, with the values in it.

    Raises:
        CannotFill: If a figure is laid out so that nothing can be added to it here.
    """
    by_file: dict[str, list[NewValue]] = defaultdict(list)
    for each in values:
        by_file[each.entry.file].append(each)
    return {file: with_values(read_exactly(root / file), its) for file, its in by_file.items()}


def read_exactly(path: Path) -> str:
    """A file's text with its newlines as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def with_values(text: str, values: Iterable[NewValue]) -> str:
    """A file's text with some values in it."""
    root = YAML(typ="safe", pure=True).compose(text)
    assert isinstance(root, SequenceNode)
    entries = {pair["id"].value: pair for pair in map(pairs, root.value)}
    edits: list[Edit] = []
    for each in values:
        entry = entries[each.entry.figure.id]
        edits += edits_for(text, entry, each)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def pairs(node: Node) -> dict[str, Any]:
    """The parts of an entry by name."""
    assert isinstance(node, MappingNode)
    return {name.value: value for name, value in node.value}


def edits_for(text: str, entry: Mapping[str, Any], new: NewValue) -> list[Edit]:
    """What one value changes in its file.

    Raises:
        CannotFill: If its values stand in brackets.
    """
    values = entry["values"]
    if values.flow_style:
        raise CannotFill(
            f"{new.entry.file}, line {values.start_mark.line + 1}, values: the values stand in "
            "brackets, so that nothing can be added. Write each on lines of its own after “- ”."
        )
    edits = [in_place(entry["verified_to"], new.checked_to.isoformat())]
    newest = values.value[-1]
    if new.starts is None:
        return edits + edits_read_again(text, pairs(newest)["source"], new)
    block = written(new, values.start_mark.column, newline_of(text))
    start, end = span_of(text, newest)
    if new.in_place_of is not None:
        return [*edits, (start, end, block)]
    return [*edits, (end, end, block if text[:end].endswith("\n") else newline_of(text) + block)]


def edits_read_again(text: str, source: MappingNode, new: NewValue) -> list[Edit]:
    """What changes in the source of a value that was read again and goes on."""
    parts = pairs(source)
    edits = [in_place(parts["checked_on"], new.checked_on.isoformat())]
    edits.append(in_place(parts["confidence"], new.confidence))
    if new.source and new.source != " ".join(parts["title"].value.split()):
        edits.append(in_place(parts["title"], quoted(new.source), text))
    if new.url and "url" in parts:
        edits.append(in_place(parts["url"], quoted(new.url), text))
    elif new.url:
        at = parts["checked_on"].start_mark.index - len("checked_on: ")
        gap = ", " if source.flow_style else newline_of(text) + " " * source.start_mark.column
        edits.append((at, at, f"url: {quoted(new.url)}{gap}"))
    return edits


def in_place(node: ScalarNode, new: str, text: str = "") -> Edit:
    """One value in the place of another; a text over many lines keeps the end of its last."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        new += newline_of(text)
    return start, end, new


def span_of(text: str, row: Node) -> tuple[int, int]:
    """The lines of one entry of a list, from its dash to the end of its last line."""
    start = text.rfind("\n", 0, row.start_mark.index) + 1
    last = end_of(row)
    while text[last - 1 : last] in ("\n", "\r"):  # a text over many lines ends after its newline
        last -= 1
    end = text.find("\n", last)
    return start, len(text) if end < 0 else end + 1


def end_of(node: Node) -> int:
    """Where what a node holds ends; blocks end only where the next thing starts."""
    if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end_of(last[1] if isinstance(last, tuple) else last)


def newline_of(text: str) -> str:
    """How a file ends its lines."""
    return "\r\n" if "\r\n" in text else "\n"


def written(new: NewValue, column: int, newline: str) -> str:
    """One value as an entry of its figure's list."""
    assert new.starts is not None
    source: dict[str, Any] = {"title": new.source}
    if new.url:
        source["url"] = new.url
    source |= {"checked_on": new.checked_on, "confidence": new.confidence}
    row: dict[str, Any] = {"from": new.starts, "value": DoubleQuotedScalarString(new.text)}
    if new.unchanged:
        row["unchanged"] = True
    row["source"] = source
    lines = dumped([row]).splitlines()
    return "".join(f"{' ' * column}{line}{newline}" for line in lines)


def dumped(data: Any) -> str:
    """Plain data as YAML, laid out as the files of figures are."""
    yaml = YAML()
    yaml.width = ONE_LINE
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def quoted(text: str) -> str:
    """A text as one value of YAML that nothing beside it can spoil: JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)


def check_texts(
    content: Content,
    texts: Mapping[str, str],
    values: Iterable[NewValue],
    name: str,
    today: dt.date,
) -> list[str]:
    """What would be wrong with the files once written, by the sheet's rows; nothing is written.

    The files are written to a folder of their own and read as the check reads them. They must hold
    the values filled in, and every other figure as before.
    """
    values = list(values)
    rows = {each.entry.figure.id: each.row for each in values}
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        shutil.copytree(content.root / FOLDER, trial / FOLDER)
        for file, text in texts.items():
            write_exactly(trial / file, text)
        problems = Problems()
        found, _ = read_figures(trial, today, problems)
    refused = []
    for each in problems.in_order:
        id_ = figure_at(found, each.file, each.line)
        where = f"{name}, row {rows[id_]}" if id_ in rows else each.file
        refused.append(f"{where}, {id_}: {each.message}. {each.remedy}.")
    if not refused:
        refused += strays(content, found, {each.entry.figure.id: each for each in values}, name)
    return refused


def figure_at(found: Mapping[str, FigureEntry], file: str, line: int) -> str:
    """The figure whose entry a line of a file belongs to."""
    before = [each for each in found.values() if each.file == file and each.line <= line]
    return max(before, key=lambda each: each.line).figure.id if before else ""


def strays(
    content: Content,
    found: Mapping[str, FigureEntry],
    values: Mapping[str, NewValue],
    name: str,
) -> list[str]:
    """The rows whose figure does not read as filled in, and other figures that no longer do."""
    wrong = []
    for id_, entry in content.figures.items():
        if entry.is_derived:
            continue
        new, now = values.get(id_), found[id_].figure
        if new is None:
            right = now == entry.figure
        else:
            newest = now.values[-1]
            right = (newest.value, now.verified_to) == (new.number, new.checked_to) and (
                new.starts in (None, newest.starts)
            )
        if not right:
            row = f"row {new.row}" if new else f"“{id_}”"
            wrong.append(
                f"{name}, {row}: the file {entry.file} is laid out so that this cannot be added "
                f"safely. Add it by hand at line {entry.line}."
            )
    return wrong


def write_exactly(path: Path, text: str) -> None:
    """Write a text with its newlines as they are."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


def replace_all(root: Path, texts: Mapping[str, str]) -> None:
    """Put new texts in the place of files, all or none.

    Raises:
        CannotFill: If one cannot be written; every file is then as it was.
    """
    paths = {root / file: text for file, text in texts.items()}
    waiting = {path: path.with_name(f".{path.name}.new") for path in paths}
    before = {path: path.read_bytes() for path in paths}
    done: list[Path] = []
    try:
        for path, aside in waiting.items():
            write_exactly(aside, paths[path])
            shutil.copymode(path, aside)
        for path, aside in waiting.items():
            aside.replace(path)
            done.append(path)
    except OSError as why:
        for path in done:
            path.write_bytes(before[path])
        raise CannotFill(
            f"The files could not be written ({why.strerror}). Nothing was changed."
        ) from why
    finally:
        for aside in waiting.values():
            aside.unlink(missing_ok=True)
