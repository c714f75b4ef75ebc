"""The glossary: words of the trade, each with what it means here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Term:
    """One word or phrase and its meaning in a sentence or two."""

    word: str
    means: str

    @property
    def anchor(self) -> str:
        """Its place on the glossary page."""
        return re.sub(r"[^a-z0-9]+", "-", self.word.lower()).strip("-")


def read_terms(path: Path) -> dict[str, Term]:
    """The glossary file as terms by lower-case word, in alphabetical order."""
    entries: dict[str, str] = YAML(typ="safe").load(path) or {}
    terms = (Term(str(word), " ".join(str(means).split())) for word, means in entries.items())
    return {term.word.lower(): term for term in sorted(terms, key=lambda t: t.word.lower())}
