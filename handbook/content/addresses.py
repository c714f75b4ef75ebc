"""Where pages stand that are made from content: one place, for those who make and who check them.

A *source* is a page's place among the documents, like ``figures/court.md``; an *address* is its
place on the site, like ``figures/court/``.
"""

from __future__ import annotations

from pathlib import Path


def figure_group(figure_id: str) -> str:
    """The page a figure stands on: the body it belongs to."""
    return figure_id.partition(".")[0].replace("_", "-")


def calculator_address(calculator_id: str) -> str:
    """Where a calculator's page stands."""
    return f"calculators/{calculator_id.replace('_', '-')}/"


def notebook_paths(root: Path) -> list[Path]:
    """The notebooks, in the order of their names."""
    return sorted((root / "docs" / "notebooks").glob("*.ipynb"))


def notebook_source(path: Path) -> str:
    """Where a notebook's page stands among the documents."""
    return f"learn/{path.stem.replace('_', '-')}.md"
