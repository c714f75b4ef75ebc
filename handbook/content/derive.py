"""Figures that are worked out from other figures, by named functions and never by formulas in YAML.

A rule takes the dated values of its inputs on one day and returns the value from that day on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.figures import DatedValue, Figure, Source
from calculators.core.money import nearest_penny
from calculators.core.wording import with_unit


@dataclass(frozen=True)
class Rule:
    """One way to work a figure out.

    Attributes:
        inputs: The keys that name the figures it needs, in the order ``work_out`` takes them.
        work_out: From the inputs' values to the value.
        in_words: From the inputs in words to how the value was worked out.
    """

    inputs: tuple[str, ...]
    work_out: Callable[..., Decimal]
    in_words: Callable[..., str]


def share_to_the_nearest_penny(amount: Decimal, share: Decimal) -> Decimal:
    """A share of an amount of money, to the nearest penny.

    Example:
        >>> share_to_the_nearest_penny(Decimal("424.90"), Decimal("0.10"))
        Decimal('42.49')
    """
    return nearest_penny(amount * share)


def share_in_words(amount: str, share: str) -> str:
    """How a share of an amount was worked out, for its source."""
    return f"{amount} × {share}, to the nearest penny"


RULES = {
    "share_to_the_nearest_penny": Rule(("of", "share"), share_to_the_nearest_penny, share_in_words),
}


@dataclass(frozen=True)
class Derivation:
    """How one figure comes from others, as its entry says."""

    rule: str
    inputs: tuple[str, ...]
    starts: str
    set_by: str


def derived_values(derivation: Derivation, inputs: tuple[Figure, ...]) -> tuple[DatedValue, ...]:
    """The dated values of a figure: one from each day an input changes.

    A value is expected, or not held, where an input is; its confidence is the lower and its check
    the earlier of its inputs'.
    """
    rule = RULES[derivation.rule]
    changes = {each.starts for figure in inputs for each in figure.values}
    first = max(min(each.starts for each in figure.values) for figure in inputs)
    if derivation.starts:
        first = max(first, type(first).fromisoformat(derivation.starts))
    last = min(figure.verified_to for figure in inputs)
    values: list[DatedValue] = []
    for day in sorted({first, *(each for each in changes if first < each <= last)}):
        found = [figure.value_dated(day) for figure in inputs]
        dated = [each for each in found if each is not None]
        checked_on = min(each.source.checked_on for each in dated)
        confidence = lowest(each.source.confidence for each in dated)
        numbers = [each.value for each in dated if isinstance(each.value, Decimal)]
        if len(numbers) < len(inputs):
            reason = next((each.reason for each in dated if each.reason), "")
            source = Source(derivation.set_by, checked_on, confidence)
            values.append(DatedValue(day, None, source, reason=reason))
            continue
        words = [
            with_unit(number, figure.unit) if index == 0 else with_unit(number, "share")
            for index, (number, figure) in enumerate(zip(numbers, inputs, strict=True))
        ]
        title = f"{derivation.set_by}: {rule.in_words(*words)}" if derivation.set_by else ""
        value = rule.work_out(*numbers)
        if values and values[-1].value == value:
            continue
        values.append(
            DatedValue(
                day,
                value,
                Source(title or rule.in_words(*words), checked_on, confidence),
                expected=any(each.expected for each in dated),
            )
        )
    return tuple(values)


def lowest(levels: object) -> str:
    """The lowest of some levels of confidence."""
    order = ("low", "medium", "high")
    return min(levels, key=order.index)  # type: ignore[call-overload,no-any-return]
