"""A file that somebody named on the command line: why it cannot be read, in a sentence."""

from __future__ import annotations

from pathlib import Path

#: How a text begins that was saved in sixteen bits, as some spreadsheets and editors do.
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def why_not_read(file: Path, error: OSError) -> str:
    """What is wrong with the name or the file, and what to do about it.

    Args:
        file: As it was named.
        error: What came of opening it.
    """
    if isinstance(error, FileNotFoundError):
        return f"There is no file {file}. Check its name and folder."
    if isinstance(error, IsADirectoryError):
        return f"{file} is a folder. Name a file in it."
    return f"{file} cannot be read: {error.strerror}."
