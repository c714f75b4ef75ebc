"""Reading a text file, with a message for each way an editor or a sync tool can spoil it."""

from __future__ import annotations

import codecs
from pathlib import Path

from handbook.content.problems import Problems

SAVE_AS = "Save it again as UTF-8: most editors offer that under “Save as” or “Encoding”"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, file: str, problems: Problems) -> str | None:
    """A file's text with plain newlines, or None if it cannot be read.

    Args:
        path: Where the file is.
        file: Its name for messages.
        problems: Takes what is wrong.
    """
    try:
        raw = path.read_bytes()
    except OSError as why:
        problems.add(
            file, 0, "", f"The file cannot be opened ({why.strerror})", "Check that you may read it"
        )
        return None
    if raw.startswith(UTF_16) or (b"\0" in raw[:64] and len(raw) > 1):
        problems.add(file, 0, "", "The file is saved as UTF-16, not UTF-8", SAVE_AS)
        return None
    if raw.startswith(codecs.BOM_UTF8):
        problems.add(
            file,
            1,
            "",
            "The file starts with an invisible mark (a byte order mark)",
            "Save it again as UTF-8 without BOM",
        )
        raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as why:
        line = raw.count(b"\n", 0, why.start) + 1
        problems.add(
            file,
            line,
            "",
            "A character on this line is not UTF-8; the file may have been saved as Latin-1 "
            "or Windows-1252",
            SAVE_AS,
        )
        return None
    if not text.strip():
        problems.add(file, 0, "", "The file is empty", "Fill it in, or delete it")
        return None
    return with_plain_newlines(text)


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files at any depth, in order, without the hidden ones that editors leave."""
    return sorted(
        each
        for each in folder.rglob("*")
        if each.suffix in (".yaml", ".yml") and not each.name.startswith(".")
    )


def with_plain_newlines(text: str) -> str:
    """The same text with one kind of newline, whichever system wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
