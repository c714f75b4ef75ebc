"""Which entitlements look unclaimed, worked out slowly: every household the facts may mean.

Written from the law and the facts named at each step, the dated figures, and what the form asks,
and not from the calculator: it imports nothing of it. For a household of which all is known, each
entitlement is a plain yes, no or open (the law turns on what the form does not ask). Where a fact
is not known, every household it may be is worked out in turn, those that cannot be are left out,
and the answer is yes or no only if all of them agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from tests.dated_rates import money, pence, rate

YES, NO, OPEN = "Looks unclaimed", "No", "Cannot tell yet"
#: Grant guidance of 13 January 2026: the fund runs from this day; Discretionary Housing Payments
#: ended the day before.
FUND_FROM = dt.date(2026, 4, 1)
UNKNOWN = "not-known"
UC_LIMIT = "universal_credit.capital.upper_limit"
DAY = dt.timedelta(days=1)


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day of the month, so many months on; the last day of a month that has none."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    found = dt.date(years, month + 1, 1)
    while found.month == month + 1 and found.day < day.day:
        found += DAY
    return found if found.month == month + 1 else found - DAY


def pension_day(born: dt.date) -> dt.date:
    """State Pension age: Pensions Act 1995, Sch. 4, as amended in 2014.

    66 for births to 5 April 1960, then a month more for each month of birth (from the 6th to the
    5th), to 67 for births from 6 March 1961.
    """
    more, step = 0, dt.date(1960, 4, 6)
    while more < 12 and born >= step:
        more += 1
        step = months_on(step, 1)
    months = (66 * 12) + more
    reached = months_on(born, months)
    if born.day == 29 and born.month == 2 and reached.day == 28 and months % 12 == 0:
        reached += DAY
    return reached


def is_18(born: dt.date, day: dt.date) -> bool:
    """Whether 18 birthdays have come: Welfare Reform Act 2012, s.4(1)(a)."""
    return (day.year - 18, day.month, day.day) >= (born.year, born.month, born.day)


class Household:
    """One household of which all is known.

    Attributes are the form's answers by their names; ``old`` and ``adult`` say of each of the
    tenant and partner whether they have reached State Pension age and 18.
    """

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts
        self.on = date(facts["case_date"])
        born = [date(facts["date_of_birth"])]
        if facts.get("partner") == "yes":
            born.append(date(facts["partner_date_of_birth"]))
        self.old = [pension_day(each) <= self.on for each in born]
        self.adult = [is_18(each, self.on) for each in born]
        self.supported = facts.get("accommodation", "general") != "general"

    def gets(self, name: str) -> bool:
        answer = self.facts[name]
        assert answer in ("yes", "no"), (name, answer)
        return bool(answer == "yes")

    def cannot_be(self) -> bool:
        """Benefits that are not paid together, or before or after their age."""
        uc, pc = self.gets("gets_universal_credit"), self.gets("gets_pension_credit")
        return (uc and pc) or (uc and all(self.old)) or (pc and not any(self.old))

    def too_much_saved(self, figure: str) -> bool:
        """Capital above a limit; where it is the limit itself, there may still be an award."""
        return money(self.facts["capital"]) > pence(figure, self.on)

    @property
    def both_sides(self) -> bool:
        """A couple of whom one has reached State Pension age and one has not."""
        return any(self.old) and not all(self.old)

    def universal_credit(self) -> str:
        """Welfare Reform Act 2012, s.4; UC Regulations 2013, regs 3(3), 18 and 25."""
        if self.gets("gets_universal_credit"):
            return NO if self.supported or self.gets("uc_has_housing") else YES
        if all(self.old) or self.gets("gets_pension_credit"):
            return NO  # Never beside Pension Credit, which an older award of a couple may be.
        if self.too_much_saved(UC_LIMIT):
            return NO
        if self.both_sides and self.gets("gets_housing_benefit"):
            return OPEN  # It may be an older award, which a claim would end.
        # One who is 18 and under State Pension age may claim, alone if the partner is under 18.
        able = any(a and not o for a, o in zip(self.adult, self.old, strict=True))
        return YES if able else OPEN

    def housing_benefit(self) -> str:
        """HB Regulations 2006, reg. 43; those for pension age, regs 26 and 43."""
        if self.gets("gets_housing_benefit"):
            return NO
        if not self.supported:
            if not any(self.old) or self.gets("gets_universal_credit"):
                return NO
            if self.both_sides:
                return OPEN  # Only beside an older award.
        elif self.gets("gets_universal_credit"):
            return YES  # Paid in full, whatever is earned or saved.
        if any(self.old):
            limit = "housing_benefit.capital.pension_age.upper"
        else:
            limit = "housing_benefit.capital.working_age.upper"
        if self.too_much_saved(limit):
            return OPEN if any(self.old) else NO  # Only Guarantee Credit sets savings aside.
        return YES

    def pension_credit(self) -> str:
        """SPC Regulations 2002, reg. 6; State Pension Credit Act 2002, s.4 for couples."""
        if self.gets("gets_pension_credit") or not any(self.old):
            return NO
        if self.both_sides:
            return NO if self.gets("gets_universal_credit") else OPEN
        if self.facts.get("pension_income") is None:
            return OPEN
        level = "couple" if len(self.old) == 2 else "single"
        income = money(self.facts["pension_income"])
        return YES if income < pence(f"pension_credit.guarantee.{level}", self.on) else OPEN

    def council_tax_reduction(self) -> str:
        """Local Government Finance Act 1992, s.13A: each council has its own scheme."""
        return NO if self.gets("gets_council_tax_reduction") else YES

    def disability(self, who: str) -> str:
        """Whether income does not count and need does: PIP under State Pension age, AA from it."""
        if self.facts[f"{who}disability_benefit"] != "none":
            return NO
        return YES if self.gets(f"{who}daily_life") else NO

    def caring(self) -> str:
        """SI 1976/409, reg. 8; UC Regulations 2013, reg. 29: no earnings limit there."""
        if not self.gets("looks_after_somebody") or self.gets("gets_for_caring"):
            return NO
        if self.gets("gets_universal_credit"):
            return YES
        earned = Fraction(self.facts["carer_earnings"])
        return YES if earned <= rate("carers_allowance.earnings_limit", self.on) else NO

    def child_benefit(self) -> str:
        """SSCBA 1992, s.141: somebody responsible for a child."""
        return YES if self.facts.get("children") and not self.gets("child_benefit") else NO

    def housing_payment(self) -> str:
        """The fund's guidance: Housing Benefit, or Universal Credit with an amount for rent."""
        by_credit = self.gets("gets_universal_credit") and self.gets("uc_has_housing")
        helped = self.gets("gets_housing_benefit") or by_credit
        return YES if helped and self.gets("rent_left_unpaid") else NO


#: What each unanswered question may turn out to be. Amounts: each side of what they are held to.
ANSWERS: dict[str, tuple[str, ...]] = dict.fromkeys(
    (
        "gets_universal_credit",
        "uc_has_housing",
        "gets_housing_benefit",
        "gets_pension_credit",
        "gets_council_tax_reduction",
        "child_benefit",
        "rent_left_unpaid",
        "daily_life",
        "partner_daily_life",
        "looks_after_somebody",
        "gets_for_caring",
    ),
    ("yes", "no"),
)
ANSWERS |= {
    "capital": ("0.00", "1000000.00"),
    "carer_earnings": ("0.00", "1000000.00"),
    "disability_benefit": ("none", "care"),
    "partner_disability_benefit": ("none", "care"),
}
#: Asked only after another answer; where that is another, this says nothing.
ONLY_IF = {
    "uc_has_housing": "gets_universal_credit",
    "gets_for_caring": "looks_after_somebody",
    "carer_earnings": "looks_after_somebody",
}
#: Which benefits in payment rule one another out: tried together for every entitlement.
AWARDS = ("gets_universal_credit", "uc_has_housing", "gets_housing_benefit", "gets_pension_credit")


def households(case: dict[str, Any], names: tuple[str, ...]) -> Iterator[Household]:
    """Every household the facts may mean, as far as these questions go."""
    open_ = [name for name in names if case.get(name, UNKNOWN) == UNKNOWN]
    for answers in product(*(ANSWERS[name] for name in open_)):
        found = Household(case | dict(zip(open_, answers, strict=True)))
        # An award that nobody has told of is not made with savings above the limit.
        guessed = found.gets("gets_universal_credit") and "gets_universal_credit" in open_
        rich = guessed and "capital" in names and found.too_much_saved(UC_LIMIT)
        if not found.cannot_be() and not rich:
            yield found


def told(case: dict[str, Any], names: tuple[str, ...], of: str, *about: str) -> str:
    """What all of those households have in common, or that it cannot be told."""
    each = {getattr(found, of)(*about) for found in households(case, (*AWARDS, *names))}
    assert each, case
    return each.pop() if len(each) == 1 else OPEN


def slow_checks(case: dict[str, Any]) -> list[tuple[str, str]]:
    """Each entitlement by its name on the page, and whether it looks unclaimed."""
    on = date(case["case_date"])
    people = [("", "date_of_birth", "tenant")]
    if case.get("partner") == "yes":
        people.append(("partner_", "partner_date_of_birth", "partner"))
    found = [
        ("Universal Credit", told(case, ("capital",), "universal_credit")),
        ("Housing Benefit", told(case, ("capital",), "housing_benefit")),
        ("Pension Credit", told(case, (), "pension_credit")),
        (
            "Council Tax Reduction",
            told(case, ("gets_council_tax_reduction",), "council_tax_reduction"),
        ),
    ]
    for who, born, called in people:
        old = pension_day(date(case[born])) <= on
        name = "Attendance Allowance" if old else "Personal Independence Payment (PIP)"
        asked = (f"{who}disability_benefit", f"{who}daily_life")
        found.append((f"{name}: {called}", told(case, asked, "disability", who)))
    asked = ("looks_after_somebody", "gets_for_caring", "carer_earnings")
    found.append(("Carer's Allowance or a carer amount", told(case, asked, "caring")))
    found.append(("Child Benefit", told(case, ("child_benefit",), "child_benefit")))
    if on >= FUND_FROM:
        name = "Crisis and Resilience Fund: Housing Payment"
    else:
        name = "Discretionary Housing Payment"
    found.append((name, told(case, ("rent_left_unpaid",), "housing_payment")))
    return found
