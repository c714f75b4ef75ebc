"""What content may name in the calculators: told to the loader, which imports none of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KnownCalculator:
    """A calculator as far as content needs to know it.

    Attributes:
        id: Its name in addresses, folders and commands.
        title: Its name for officers.
        fields: The names of its questions.
        rules: Its rules, each as ``calculator.rule``.
    """

    id: str
    title: str
    fields: tuple[str, ...]
    rules: tuple[str, ...]
