"""What officers type into the search: words that lead to a page, and searches that must find one.

The search itself is Material's. ``assets/search.js`` asks it; words of a page go into its index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Searches:
    """The file ``docs/search.yaml``.

    Attributes:
        words: Words of the trade for a page, by its address.
        finds: The address of the page that a search must find among the first.
    """

    words: Mapping[str, Sequence[str]]
    finds: Mapping[str, str]


def read_searches(path: Path) -> Searches:
    """The file, or nothing where a landlord has taken it out."""
    if not path.is_file():
        return Searches({}, {})
    read = YAML(typ="safe").load(path) or {}
    return Searches(read.get("words") or {}, read.get("finds") or {})
