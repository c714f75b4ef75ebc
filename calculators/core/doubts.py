"""Amounts that are unusual and may be right: asked about, confirmed, and named in the answer.

A calculator that doubts an amount gives its input model the field ``amounts_checked`` and yields
a :class:`Doubt` for each such amount from ``doubts()``. What cannot be right stays in
``problems()``: nobody can confirm that.
"""

from __future__ import annotations

from typing import Any

from calculators.core.choices import YesNo
from calculators.core.errors import Doubt
from calculators.core.questions import CalculatorInput, question

NAME = "amounts_checked"
LABEL = "Unusual amounts checked and right?"
IF_RIGHT = f"If it is right, answer Yes to “{LABEL}”"


def amounts_checked() -> Any:
    """Whether amounts that the page asked about are right. Field: ``amounts_checked``."""
    return question(
        LABEL,
        default=YesNo.NO,
        group="Amounts to confirm",
        hint="Yes, if this page asks whether an amount is right and you have checked that it is. "
        "The answer and the case note then name each one.",
        confirms=YesNo.YES.value,
    )


def doubt(
    field: str, given: str, unusual: str, check: str, *, called: str = "", verb: str = "is"
) -> Doubt:
    """A question back about an amount that may be right.

    Args:
        field: The question it was given in.
        given: The amount in words: "£480.00 a week".
        unusual: Why it is asked about, as a sentence without its stop.
        check: How to put it right if it is wrong, likewise.
        called: What the amount is called where its question's label would not say it.
        verb: "are" where the words are of many: "6 bedrooms".
    """
    asked = f"{called}: {verb}" if called else verb.capitalize()
    message = f"{asked} {given} right? {unusual}. {check}. {IF_RIGHT}"
    return Doubt(field, message, given=given, unusual=unusual, called=called)


def unconfirmed(facts: CalculatorInput) -> list[Doubt]:
    """What has to be asked before these facts can be relied on."""
    found = list(facts.doubts())
    return [] if found and getattr(facts, NAME) is YesNo.YES else found


def confirmed(facts: CalculatorInput) -> tuple[str, ...]:
    """A warning for each unusual amount that was confirmed as right.

    It is worked out from the amounts as they are now: one that was changed after the officer
    confirmed another is named all the same.
    """
    if getattr(facts, NAME, YesNo.NO) is not YesNo.YES:
        return ()
    return tuple(
        f"Unusual, and confirmed as right: “{each.called or facts.asked[each.field].label}”, "
        f"{each.given}. {each.unusual}."
        for each in facts.doubts()
    )
