"""Values, mappings and lists of a YAML file as plain records that remember their lines."""

from __future__ import annotations

from dataclasses import dataclass

NOTHING = ("", "null", "~", "Null", "NULL")


@dataclass(frozen=True)
class Scalar:
    """One value as typed."""

    text: str
    quoted: bool
    line: int

    @property
    def is_nothing(self) -> bool:
        """Whether it says that there is no value."""
        return not self.quoted and self.text in NOTHING


@dataclass(frozen=True)
class Mapping:
    """Keys with their values; ``lines`` has the line of each key."""

    items: dict[str, Node]
    lines: dict[str, int]
    line: int


@dataclass(frozen=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


Node = Scalar | Mapping | Sequence
