"""Notebooks as pages of our own: no scripts, styles or addresses of other hosts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat

#: A run of backticks in the text decides how long the fence around it must be.
TICKS = re.compile(r"`{3,}")
#: What a cell printed is read, not copied, so its lines may wrap.
PRINTED = "{ .text .ih-printed }"


def notebook_page(path: Path) -> tuple[str, str]:
    """A notebook's title and its page as Markdown.

    Text cells stand as they are. A code cell is shown with what it printed; an output that is
    HTML is left out where it has a plain or Markdown form, so that nothing a notebook holds can
    bring its own styles or scripts.
    """
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    pieces = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            pieces.append(cell.source)
        elif cell.cell_type == "code" and cell.source.strip():
            pieces.append(fenced(cell.source, "python"))
            pieces += [shown for output in cell.outputs if (shown := output_shown(output))]
    text = "\n\n".join(pieces)
    title = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")
    return title or path.stem.replace(
        "_", " "
    ).capitalize(), "{% raw %}\n" + text + "\n{% endraw %}"


def output_shown(output: Any) -> str:
    """One output of a code cell as Markdown, or nothing."""
    if output.output_type == "stream":
        return fenced(output.text.rstrip("\n"), PRINTED)
    if output.output_type not in ("execute_result", "display_data"):
        return ""
    data = output.data
    if "text/markdown" in data:
        # An answer's headings stand one level below the cell's own.
        return re.sub(r"^#### ", "### ", str(data["text/markdown"]), flags=re.MULTILINE)
    if "image/svg+xml" in data:
        return str(data["image/svg+xml"])
    return fenced(str(data.get("text/plain", "")), PRINTED)


def fenced(text: str, language: str) -> str:
    """Text as a block of code, however many backticks it holds itself."""
    longest = max((len(run) for run in TICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
