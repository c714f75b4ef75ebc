"""What follows from one answer to the next: facts that need not be typed twice.

A link gives the value of one question from facts typed elsewhere or from another calculator's
answer, with a reason an officer can check. It is used only where that question was not answered;
where it was, and says something else, the case sheet asks which is right. To add a link, write a
function that takes a :class:`Known` and returns a :class:`Found` or None, and list it in
:data:`LINKS`. A link to or from a calculator that is not listed does nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from calculators.case.facts import Facts, read
from calculators.core.ages import age_on
from calculators.core.choices import YesNo
from calculators.core.results import CalculatorResult
from calculators.core.wording import long_date

ADULT = 25
SCHOOL_LEAVER, CHILD = 19, 16


@dataclass(frozen=True)
class Known:
    """What a link may look at: the facts typed, and the answers worked out before it."""

    facts: Facts
    answers: Mapping[str, CalculatorResult]

    def amount(self, calculator: str, field: str) -> Decimal | None:
        """A number in another calculator's answer, if there is that answer and it has one."""
        found = getattr(self.answers.get(calculator), field, None)
        return found if isinstance(found, Decimal) else None


@dataclass(frozen=True)
class Found:
    """A fact that follows: its value as it would be typed, and the words after "because"."""

    value: str
    because: str


Link = Callable[[Known], Found | None]


def household(known: Known) -> Found | None:
    """Whose standard allowance is meant, by age on the day of the case.

    Source:
        Universal Credit Regulations 2013, reg. 36: the amounts differ from the age of 25.
    """
    facts = known.facts
    on, born = facts.date("case_date"), facts.date("date_of_birth")
    partner = facts.text("partner")
    if on is None or born is None or born > on or not partner:
        return None
    tenant = age_on(born, on)
    if partner == YesNo.NO.value:
        value = "single-25-or-over" if tenant >= ADULT else "single-under-25"
        return Found(value, f"the tenant is {tenant} on {long_date(on)} and has no partner")
    other = facts.date("partner_date_of_birth")
    if other is None or other > on:
        return None
    ages = (tenant, age_on(other, on))
    value = "couple-one-25-or-over" if max(ages) >= ADULT else "couple-both-under-25"
    return Found(value, f"the couple are {ages[0]} and {ages[1]} on {long_date(on)}")


def arrears(known: Known) -> Found | None:
    """What is owed for rent, once recharges and court costs are kept apart.

    Source:
        Arithmetic: the arrears position works it out from the account.
    """
    owed = known.amount("arrears_position", "rent_arrears")
    return Found(str(owed), "that is the rent owed in Arrears position") if owed else None


def benefit(known: Known) -> Found | None:
    """Which benefit deductions would come from, where the rent is paid through it.

    Source:
        A fact already given: what helps pay the rent.
    """
    if known.facts.text("help_with_rent").startswith("uc-"):
        return Found("universal-credit", "Universal Credit helps with the rent")
    return None


def uc_has_housing(known: Known) -> Found | None:
    """Whether the award has an amount for rent; sourced as :func:`benefit`."""
    found = benefit(known)
    return Found(YesNo.YES.value, found.because) if found else None


def number_under_16(known: Known) -> Found | None:
    """Children under 16 on the day of the case.

    Source:
        Arithmetic on dates of birth.
    """
    return how_many(known, "children", lambda age: age < CHILD)


def number_16_to_18(known: Known) -> Found | None:
    """Young people aged 16 to 18 on the day of the case; sourced as :func:`number_under_16`."""
    return how_many(known, "children", lambda age: CHILD <= age < SCHOOL_LEAVER)


def number_non_dependants(known: Known) -> Found | None:
    """Other adults in the home; sourced as :func:`number_under_16`."""
    return how_many(known, "non_dependants", lambda _: True)


def how_many(known: Known, rows: str, counts: Callable[[int], bool]) -> Found | None:
    """How many of the people listed are of an age; None if a date of birth cannot be read."""
    people, on = known.facts.rows(rows), known.facts.date("case_date")
    if people is None or on is None:
        return None
    born = [read(row.get("born"), "date") for row in people]
    if not all(isinstance(day, dt.date) and day <= on for day in born):
        return None
    number = sum(counts(age_on(day, on)) for day in born)
    return Found(str(number), f"the dates of birth say so on {long_date(on)}")


LINKS: Mapping[str, Link] = {
    "arrears": arrears,
    "household": household,
    "benefit": benefit,
    "uc_has_housing": uc_has_housing,
    "number_under_16": number_under_16,
    "number_16_to_18": number_16_to_18,
    "number_non_dependants": number_non_dependants,
}


def linked(name: str, known: Known) -> Found | None:
    """What a question's answer follows from, if it follows from anything known."""
    link = LINKS.get(name)
    return link(known) if link else None


def differs(typed: Any, found: Found, kind: str) -> bool:
    """Whether what was typed says something else than what follows."""
    mine, theirs = read(typed, kind), read(found.value, kind)
    return mine is not None and mine != theirs
