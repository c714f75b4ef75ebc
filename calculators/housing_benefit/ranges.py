"""An amount, or the least and the most it can be while a fact is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from calculators.core.money import ZERO


@dataclass
class Range:
    """Pounds a week, with what would settle it.

    Attributes:
        least: The least it can be.
        most: The most it can be; None where there is no bound.
        unknown: The facts that would settle it, as they end the sentence "until you know ...".
    """

    least: Decimal = ZERO
    most: Decimal | None = ZERO
    unknown: list[str] = field(default_factory=list)

    @property
    def exact(self) -> Decimal | None:
        """The amount, if it is one amount."""
        return self.least if self.least == self.most else None

    def add(self, least: Decimal, most: Decimal | None, unknown: str = "") -> None:
        """Add an amount to both ends; note what is missing where the ends differ."""
        self.least += least
        self.most = None if most is None or self.most is None else self.most + most
        if least != most and unknown:
            self.unknown.append(unknown)
