"""What content may name in the calculators: told to the loader, which imports none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from calculators.core.procedures import ConditionUse


@dataclass(frozen=True)
class KnownCondition:
    """A condition as far as content needs to know it.

    Attributes:
        name: What procedures call it.
        choices: The answers a step may list for it; empty if it takes none.
        figures: The unit of each figure it compares with, by parameter.
        stops: Whether it stops a step; the others bring a case to one.
        in_words: It as a step uses it, given how to write a figure.
    """

    name: str
    choices: tuple[str, ...]
    figures: Mapping[str, str]
    stops: bool
    in_words: Callable[[ConditionUse, Callable[[str], str]], str]


@dataclass(frozen=True)
class KnownCalculator:
    """A calculator as far as content needs to know it.

    Attributes:
        id: Its name in addresses, folders and commands.
        title: Its name for officers.
        fields: The names of its questions.
        rules: Its rules, each as ``calculator.rule``.
        conditions: The conditions that procedures it runs may name.
        events: The dated events their deadlines may count from, in words.
    """

    id: str
    title: str
    fields: tuple[str, ...]
    rules: tuple[str, ...]
    conditions: Mapping[str, KnownCondition] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
