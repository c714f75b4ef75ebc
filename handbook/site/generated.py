"""A page made from content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GeneratedPage:
    """A page in the making: where it stands among the documents, its title and its Markdown."""

    source: str
    title: str
    markdown: str
