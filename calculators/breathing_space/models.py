"""What we ask about a breathing space, a debt relief order, bankruptcy or IVA, and the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from calculators.core import catalogue
from calculators.core.breathing_space import SPACES, Protection
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import Problem
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.questions import AskedModel, CalculatorInput, question, same_question
from calculators.core.reading import Date, Money
from calculators.core.results import CalculatorResult, CalendarStrip, part
from calculators.core.wording import long_date, pounds

PROTECTION, ARREARS, STEPS = "The protection", "The arrears", "What we have done"


A_SPACE = {"protection": tuple(each.value for each in SPACES)}
AN_ORDER = {
    "protection": tuple(each.value for each in Protection if each not in SPACES),
}


class BreathingSpaceInput(CalculatorInput):
    """What protects the tenant, since when, and what we have done."""

    case_date: Date = catalogue.case_date()
    protection: Protection = question(
        "What protects the tenant?",
        group=PROTECTION,
        if_missing="Choose what protects the tenant",
        hint="As the notification says. Look in the mailbox the Insolvency Service writes to.",
    )
    registered_on: Date | None = question(
        "Day it was put on the register",
        default=None,
        group=PROTECTION,
        hint="From the notification. It starts the day after.",
        shown_when=A_SPACE,
        if_missing="Enter the day it was put on the register, like 23 11 2026",
    )
    treatment_ended_on: Date | None = question(
        "Day the crisis treatment ended",
        default=None,
        group=PROTECTION,
        hint="Leave empty while it goes on, or if you have not been told.",
        shown_when={"protection": (Protection.CRISIS.value,)},
    )
    breathing_space_ended_on: Date | None = question(
        "Last day it ran",
        default=None,
        group=PROTECTION,
        hint="Only if we were told that it ended early or on another day.",
        shown_when=A_SPACE,
    )
    earlier_registered_on: Date | None = question(
        "Day an earlier standard one was put on the register",
        default=None,
        group=PROTECTION,
        hint="Only if there was one.",
        shown_when={"protection": (Protection.STANDARD.value,)},
    )
    order_made_on: Date | None = question(
        "Day of the order or arrangement",
        default=None,
        group=PROTECTION,
        shown_when=AN_ORDER,
        if_missing="Enter the day of the order or arrangement, like 23 11 2026",
    )
    arrears_included: YesNoNotKnown = question(
        "Are the arrears in it?",
        default=YesNoNotKnown.NOT_KNOWN,
        group=PROTECTION,
        hint="The notification or the list of debts says so.",
    )

    arrears: Money = catalogue.arrears(
        gt=None, ge=0, group=ARREARS, hint="What the account owes today, like 846.20. 0 if nothing."
    )
    arrears_at_start: Money | None = question(
        "Of that, owed since before it began",
        default=None,
        group=ARREARS,
        unit="GBP",
        ge=0,
        le=catalogue.MOST_ARREARS,
        hint="Arrears of the day it began, less what was paid off them. Leave empty if not known.",
        why="Rent that fell due later is not protected.",
    )

    notice_served_on: Date | None = question(
        "Notice served", default=None, group=STEPS, hint="Leave empty if none was served."
    )
    claim_issued_on: Date | None = question(
        "Claim issued", default=None, group=STEPS, hint="Leave empty if none was issued."
    )
    limit_ends_on: Date | None = question(
        "A time limit that may end in it",
        default=None,
        group=STEPS,
        hint="Such as the last day to issue a claim. Leave empty if there is none.",
        shown_when=A_SPACE,
    )

    @property
    def starts(self) -> dt.date | None:
        """The first day of protection, as far as the facts tell."""
        if self.registered_on is not None:
            return self.registered_on + dt.timedelta(days=1)
        return self.order_made_on

    def problems(self) -> list[Problem]:
        """Dates and amounts that do not fit together."""
        found = []
        starts = self.starts
        for name, label, day in (
            ("breathing_space_ended_on", "Last day it ran", self.breathing_space_ended_on),
            ("treatment_ended_on", "Day the crisis treatment ended", self.treatment_ended_on),
        ):
            if starts is not None and day is not None and day < starts:
                found.append(
                    Problem(
                        name,
                        f"{label} must be on or after the first day of the breathing space, "
                        f"{long_date(starts)}",
                    )
                )
        happened = ("registered_on", "order_made_on", "notice_served_on", "claim_issued_on")
        found += self.still_to_come(happened, self.case_date)
        if self.arrears_at_start is not None and self.arrears_at_start > self.arrears:
            found.append(
                Problem(
                    "arrears_at_start",
                    "Arrears from before it began cannot be more than what is owed today, "
                    f"{pounds(self.arrears)}. Take off what was paid towards them",
                )
            )
        earlier = self.earlier_registered_on
        if earlier is not None and self.registered_on is not None and earlier >= self.registered_on:
            found.append(
                Problem(
                    "earlier_registered_on",
                    "The earlier breathing space must come before this one, put on the register on "
                    f"{long_date(self.registered_on)}",
                )
            )
        return found


#: Breathing spaces and orders beside the first: more than two tenants will ever have had.
MOST_PROTECTIONS = 6


class OtherProtection(AskedModel):
    """A further breathing space, order or arrangement, of this tenant or a joint tenant."""

    protection: Protection = same_question(
        BreathingSpaceInput, "protection", group="", label="What is it?", hint=""
    )
    began_on: Date | None = question(
        "Day it was put on the register, or of the order",
        default=None,
        hint="Leave empty if not known.",
    )
    treatment_ended_on: Date | None = question(
        "Day the crisis treatment ended",
        default=None,
        hint="A mental health crisis breathing space only. Leave empty while it goes on.",
    )
    ended_on: Date | None = question(
        "Last day it ran",
        default=None,
        hint="Only if we were told that it ended early or on another day.",
    )
    arrears_included: YesNoNotKnown = question(
        "Are the arrears in it?", default=YesNoNotKnown.NOT_KNOWN
    )

    @property
    def facts(self) -> dict[str, Any]:
        """The same facts by the names of the breathing space calculator."""
        began = "registered_on" if self.protection in SPACES else "order_made_on"
        found: dict[str, Any] = {
            "protection": self.protection,
            began: self.began_on,
            "arrears_included": self.arrears_included,
        }
        if self.protection is Protection.CRISIS:
            found["treatment_ended_on"] = self.treatment_ended_on
        if self.protection in SPACES:
            found["breathing_space_ended_on"] = self.ended_on
        return {name: value for name, value in found.items() if value is not None}

    def asked_on(self, day: dt.date, **more: Any) -> BreathingSpaceInput:
        """What the breathing space calculator is asked about it, on a day."""
        facts = {"case_date": day, "arrears": ZERO} | self.facts | more
        return BreathingSpaceInput.from_read(facts)


#: Where a problem of the breathing space calculator is shown in a row.
IN_A_ROW = {
    "registered_on": "began_on",
    "order_made_on": "began_on",
    "breathing_space_ended_on": "ended_on",
}


def another_protection(**own: Any) -> Any:
    """Whether there is a breathing space or an order beside the first."""
    about: dict[str, Any] = {
        "default": YesNoNotKnown.NOT_KNOWN,
        "hint": "A second one, of this tenant or a joint tenant, at the same time or at another.",
        "why": "Each of them can forbid a step by itself.",
    }
    return question("Has anything else protected them?", **about | own)


def other_protections(asked_by: str = "another_protection", **own: Any) -> Any:
    """The list of those beside the first, one row each.

    Args:
        asked_by: The question whether there are any.
        own: What differs here.
    """
    about: dict[str, Any] = {
        "default": (),
        "row": "Protection",
        "max_rows": MOST_PROTECTIONS,
        "hint": "One row for each breathing space, order or arrangement beside the one above.",
    }
    shown = {asked_by: (YesNoNotKnown.YES.value,), **own.pop("shown_when", {})}
    words = "Everything else that protected them"
    return question(words, **about | own, shown_when=shown)


def not_said_of_others(another: YesNoNotKnown, others: tuple[OtherProtection, ...]) -> str:
    """What is open about further protections, as a fact to find out; "" if nothing is."""
    if another is YesNoNotKnown.YES and not others:
        return "what else protected them, and since when"
    return "whether anything else protected them" if another is YesNoNotKnown.NOT_KNOWN else ""


def other_problems(others: Iterable[OtherProtection], case_date: dt.date) -> list[Problem]:
    """What does not fit together in a further protection, each at its row."""
    found = []
    for number, each in enumerate(others):
        row, label = f"other_protections.{number}", f"Protection {number + 1}: "
        facts: dict[str, Any] = {"case_date": case_date, "arrears": ZERO} | each.facts
        for problem in BreathingSpaceInput.holding(facts).problems():
            name = IN_A_ROW.get(problem.field, problem.field)
            found.append(Problem(f"{row}.{name}", f"{label}{problem.message}"))
    return found


DATES, MONEY, NOW = "Dates", "What is protected", "What we may do"


class BreathingSpaceResult(CalculatorResult):
    """Whether the arrears are protected, until when, and what may still be asked for."""

    protected_today: Outcome = part("Arrears protected today?")
    starts: dt.date = part("First day", section=DATES)
    last_day: dt.date | None = part("Last day", section=DATES, if_none="Not known yet")
    review_from: dt.date | None = part("Midway review from", section=DATES, default=None)
    review_to: dt.date | None = part("Midway review to", section=DATES, default=None)
    ask_review_by: dt.date | None = part(
        "Last day for us to ask for a review", section=DATES, default=None
    )
    protected_arrears: Decimal | None = part(
        "Protected arrears", unit="GBP", section=MONEY, if_none="Not known yet"
    )
    later_arrears: Decimal | None = part(
        "Fell due later, not protected", unit="GBP", section=MONEY, if_none="Not known yet"
    )
    notice: Outcome | None = part("Does the notice stand?", section=NOW, default=None)
    claim: Outcome | None = part("Can the claim go on?", section=NOW, default=None)
    limit: Outcome | None = part("Is the time limit moved?", section=NOW, default=None)
    limit_moved_to: dt.date | None = part("New time limit", section=NOW, default=None)
    may: tuple[str, ...] = part("We may", section=NOW)
    must_not: tuple[str, ...] = part("We must not", section=NOW)
    days: CalendarStrip | None = part("The days", default=None)


def what_we_may(
    found: Sequence[tuple[Protection, BreathingSpaceResult]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may be done while several protect the tenant, and what must not be.

    What one forbids stays forbidden. While a breathing space runs, only what breathing spaces
    allow may be done; otherwise what each of them allows.

    Args:
        found: Each breathing space, order or arrangement with its answer; at least one.
    """
    now = [each for each in found if each[1].protected_today.verdict is not Verdict.NO]
    deciding = [each for each in now if each[0] in SPACES] or now or list(found)
    may = dict.fromkeys(
        item
        for _, answer in deciding
        for item in answer.may
        if all(item in other.may for _, other in deciding)
    )
    must_not = dict.fromkeys(item for _, answer in now for item in answer.must_not)
    return tuple(may), tuple(must_not)
