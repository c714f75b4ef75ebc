"""Gaps in what an answer says: a place where words were to be put in and none were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

GAP = re.compile(
    r"\s[.,;:](?=\s|$)"  # "until you know ."
    r"|[(“]\s*[)”]"  # "Find out “”"
    r"|[.,;:][.,;:]"  # "the rent., paid"
    r"|\b([a-z]+) \1\b"  # "the the"
    r"|  "
)


def gaps(answer: Mapping[str, Any]) -> list[str]:
    """The lines of an answer and its note in which words are missing, or stand twice.

    Args:
        answer: As :func:`handbook.consistency.scenarios.answered` gives it.
    """
    said = (texts_in(value) for name, value in answer.items() if name != "html")
    return list(dict.fromkeys(filter(GAP.search, chain.from_iterable(said))))


def texts_in(value: Any) -> Iterator[str]:
    """Every line of text within a value read from JSON."""
    if isinstance(value, str):
        yield from filter(None, map(str.strip, value.splitlines()))
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(texts_in, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(texts_in, value))
