"""Whether the grounds of a section 8 notice are made out, old and new, at service and hearing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from calculators.core import notices
from calculators.core.choices import YesNoNotKnown
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict, all_of, any_of, cannot_tell, no, yes
from calculators.core.periods import Frequency
from calculators.core.wording import counted, long_date, pounds
from calculators.notice import rules
from calculators.notice.models import GroundRow, Task
from calculators.notice.regimes import Case, Regime

WEEKS, MONTHS = "court.ground_8.weeks", "court.ground_8.months"
WEEKS_REFORMED = "court.ground_8.weeks_after_reform"
MONTHS_REFORMED = "court.ground_8.months_after_reform"
RENT_MISSING = "The rent is missing."
UNUSUAL_RENT = "how Ground 8 treats rent charged that often, from someone who can advise"
#: Why the amount is not worked out, and what to do instead.
UNUSUAL = {
    Frequency.FOUR_WEEKLY: (
        "Ground 8 names no rent charged every 4 weeks, and we hold no rule for it. Grounds 10 and "
        "11 do not depend on it: rest the notice on them, or take advice first."
    ),
    Frequency.ANNUAL: (
        "Under the Renters' Rights Act Ground 8 names no rent charged by the quarter or the year, "
        "and we hold no rule for it. Grounds 10 and 11 do not depend on it: rest the notice on "
        "them, or take advice first."
    ),
}
MONTHS_BY_THE_YEAR = "court.ground_8.months_by_the_year"
LATE_BY_THE_YEAR = "court.ground_8.late_by_the_year"
OF_RENT = "of rent"
OLD_LAW = "Housing Act 1988 Sch. 2 Ground 8"
NEW_LAW = "Housing Act 1988 Sch. 2 Ground 8, as amended by Renters' Rights Act 2025 Sch. 1"


@dataclass(frozen=True)
class Owed:
    """What is known of the account on one day.

    Attributes:
        least: Pounds of unpaid rent that certainly count; None where the balance is not known.
        most: Pounds that may count at most.
        settled_by: What would settle the difference.
        what: What counts, to follow an amount.
    """

    least: Decimal | None
    most: Decimal | None
    settled_by: str = ""
    what: str = OF_RENT

    @property
    def exactly(self) -> Decimal | None:
        """The amount, where it is certain."""
        return self.least if self.least == self.most else None


@dataclass(frozen=True)
class Found:
    """The grounds of one notice under one law."""

    rows: tuple[GroundRow, ...]
    needs: Decimal | None
    at_service: Owed
    at_hearing: Owed
    any_ground: Outcome


def owed(case: Case, when: str, *, disregard: bool) -> Owed:
    """The rent that counts on a day, as far as it is known."""
    inputs = case.inputs
    account = getattr(inputs, f"owed_at_{when}")
    place = "on the day of service" if when == "service" else "at the hearing"
    if account is None:
        return Owed(None, None, f"what is owed on the account {place}")
    other, awaited = getattr(inputs, f"not_rent_at_{when}"), getattr(inputs, f"awaited_at_{when}")
    open_ = []
    left_out = (awaited or ZERO) if disregard else ZERO
    least = most = rules.rent_unpaid(account, other or ZERO, left_out)
    if other is None:
        least = ZERO
        open_.append(f"how much of what is owed {place} is not rent")
    if disregard and awaited is None:
        least = ZERO
        open_.append(f"how much {place} is unpaid only because Universal Credit has not come")
    return Owed(least, most, ", and ".join(open_))


def late(case: Case, when: str, rent: Owed) -> Owed:
    """The rent late enough to count on a day, where rent is charged by the year or the quarter.

    Where how late it is is not known, it is at most the rent that is owed.

    Source:
        Housing Act 1988 Sch. 2 Ground 8, before the Renters' Rights Act.
    """
    months = counted(case.number(LATE_BY_THE_YEAR), "month")
    amount = getattr(case.inputs, f"late_at_{when}")
    what = f"of rent more than {months} late"
    if amount is not None:
        return Owed(amount, amount, what=what)
    place = "on the day of service" if when == "service" else "at the hearing"
    fact = f"how much rent is more than {months} late {place}"
    if rent.most is None:
        return Owed(None, None, fact)
    return Owed(ZERO, rent.most, fact)


def enough(found: Owed, needs: Decimal | None, no_amount: str, when: str) -> Outcome:
    """Whether the rent that counts reaches Ground 8 on one day."""
    if needs is None:
        missing = no_amount == RENT_MISSING
        return cannot_tell(no_amount, "the rent" if missing else UNUSUAL_RENT)
    if found.least is None or found.most is None:
        return cannot_tell(f"It needs {pounds(needs)} {when}.", found.settled_by)
    if not rules.ground_8_reached(found.most, needs):
        return no(f"{pounds(found.most)} {found.what} {when} is less than {pounds(needs)}.")
    if rules.ground_8_reached(found.least, needs):
        return yes(f"{pounds(found.least)} {found.what} {when} is {pounds(needs)} or more.")
    return cannot_tell(
        f"At most {pounds(found.most)} {when} is rent that counts; it needs {pounds(needs)}.",
        found.settled_by,
    )


def look_at_grounds(case: Case, regime: Regime) -> Found:
    """Each ground the notice rests on."""
    inputs = case.inputs
    reformed = bool(regime.reformed)
    numbers = inputs.grounds.numbers
    needs, why_not = needed(case, reformed=reformed) if "8" in numbers else (None, "")
    at_service = owed(case, "service", disregard=reformed)
    at_hearing = owed(case, "hearing", disregard=reformed)
    if needs is not None and inputs.rent_frequency is Frequency.ANNUAL:
        at_service = late(case, "service", at_service)
        at_hearing = late(case, "hearing", at_hearing)
    rows = []
    if "8" in numbers:
        rows.append(ground_8(case, regime, needs, why_not, at_service, at_hearing))
    if "10" in numbers:
        rows.append(ground_10(case, owed(case, "service", disregard=False)))
    if "11" in numbers:
        because = (
            "Persistent delay in paying rent, even if nothing is owed when the claim is issued. A "
            "judge decides it, and whether an order is reasonable."
        )
        outcome = cannot_tell(because, "whether a person judges the payments persistently late")
        rows.append(ground_row("Ground 11", outcome, "Housing Act 1988 Sch. 2 Ground 11, s.7(4)"))
    verdict = any_of(each.outcome.verdict for each in rows)
    if verdict is Verdict.YES:
        best = next(each for each in rows if each.outcome.verdict is Verdict.YES)
        whole = yes(f"{best.ground}: {best.because}")
    elif verdict is Verdict.NO:
        whole = no(" ".join(f"{each.ground}: {each.because}" for each in rows))
    else:
        open_ = tuple(fact for each in rows for fact in each.outcome.settled_by)
        first = next(each for each in rows if each.outcome.verdict is Verdict.CANNOT_TELL)
        whole = cannot_tell(f"{first.ground}: {first.because}", *dict.fromkeys(open_))
    return Found(tuple(rows), needs, at_service, at_hearing, whole)


def ground_row(ground: str, outcome: Outcome, law: str) -> GroundRow:
    """One ground's row."""
    return GroundRow(ground=ground, outcome=outcome, because=outcome.because, law=law)


def needed(case: Case, *, reformed: bool) -> tuple[Decimal | None, str]:
    """The unpaid rent Ground 8 needs, or why it cannot be told.

    Raises:
        FigureNotHeld: If the figures are not held for the day.
    """
    inputs = case.inputs
    if inputs.rent is None:
        return None, RENT_MISSING
    if inputs.rent_frequency is Frequency.ANNUAL and not reformed:
        return by_the_year(case, inputs.rent), ""
    weeks, months = (WEEKS_REFORMED, MONTHS_REFORMED) if reformed else (WEEKS, MONTHS)
    monthly = inputs.rent_frequency is Frequency.MONTHLY
    if inputs.rent_frequency not in (Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.MONTHLY):
        return None, UNUSUAL[inputs.rent_frequency]
    number = case.trace.number(months if monthly else weeks, case.day)
    amount = rules.ground_8_amount(inputs.rent, inputs.rent_frequency, number, number)
    if amount is not None:
        share = " ÷ 2" if inputs.rent_frequency is Frequency.FORTNIGHTLY else ""
        case.trace.step(
            "Unpaid rent Ground 8 needs",
            amount,
            unit="GBP",
            sum=f"{inputs.rent:f} × {number:f}{share}",
            source=NEW_LAW if reformed else OLD_LAW,
        )
    return amount, ""


def by_the_year(case: Case, rent: Decimal) -> Decimal:
    """The late rent Ground 8 needs where rent is charged by the year or the quarter.

    Raises:
        FigureNotHeld: If the figures are not held for the day.
    """
    number = case.trace.number(MONTHS_BY_THE_YEAR, case.day)
    amount = rules.ground_8_amount_by_the_year(rent, number)
    case.trace.step(
        "Late rent Ground 8 needs",
        amount,
        unit="GBP",
        sum=f"{rent:f} × {number:f} ÷ 12",
        source=OLD_LAW,
    )
    return amount


def ground_8(
    case: Case,
    regime: Regime,
    needs: Decimal | None,
    why_not: str,
    at_service: Owed,
    at_hearing: Owed,
) -> GroundRow:
    """Ground 8: enough unpaid rent at service and at the hearing, and no promise against it."""
    inputs = case.inputs
    law = NEW_LAW if regime.reformed else OLD_LAW
    if needs is not None and inputs.rent_frequency is Frequency.ANNUAL:
        at_service, at_hearing = (
            late(case, "service", at_service),
            late(case, "hearing", at_hearing),
        )
    service = enough(at_service, needs, why_not, "at service")
    outcomes = [bars(inputs.contract_bars_ground_8), service]
    if inputs.task is Task.CHECK:
        outcomes.append(at_the_hearing(case, regime, needs, why_not, at_hearing))
    verdict = all_of(each.verdict for each in outcomes)
    first = next(each for each in outcomes if each.verdict is verdict)
    if verdict is Verdict.YES:
        words = " ".join(each.because for each in outcomes[1:])
        if inputs.task is Task.PLAN:
            words += " It must be enough at the hearing too: a penny short defeats it."
        return ground_row("Ground 8", yes(words), law)
    if verdict is Verdict.NO:
        return ground_row("Ground 8", no(first.because), law)
    facts = [fact for each in outcomes for fact in each.settled_by]
    return ground_row("Ground 8", cannot_tell(first.because, *facts), law)


def bars(answer: YesNoNotKnown) -> Outcome:
    """Whether the landlord's own promise leaves Ground 8 open."""
    if answer is YesNoNotKnown.YES:
        return no("The landlord has promised not to use Ground 8.")
    if answer is YesNoNotKnown.NO:
        return yes("Nothing the landlord promised bars Ground 8.")
    return cannot_tell(
        "Many stock-transfer agreements promise not to use Ground 8.",
        "whether the landlord has promised not to use Ground 8",
    )


def at_the_hearing(
    case: Case, regime: Regime, needs: Decimal | None, why_not: str, at_hearing: Owed
) -> Outcome:
    """Ground 8 on the day of the hearing; not known until then."""
    on = case.inputs.hearing_on
    if on is not None and law_changed(case, regime, on):
        return cannot_tell(
            f"By the hearing on {long_date(on)} the Renters' Rights Act may have changed Ground 8 "
            "for the tenancy. Which one then counts is not known.",
            "which Ground 8 governs on the day of the hearing",
        )
    return enough(at_hearing, needs, why_not, "at the hearing")


def law_changed(case: Case, regime: Regime, on: dt.date) -> bool:
    """Whether another Ground 8 may govern on a day than when the notice was served."""
    if regime.reformed:
        return False
    homes = {YesNoNotKnown.YES: (True,), YesNoNotKnown.NO: (False,)}
    read = case.trace.figure
    return any(
        notices.reform_reached(read, on, social=home) is not False
        for home in homes.get(case.inputs.social_housing, (True, False))
    )


def ground_10(case: Case, at_service: Owed) -> GroundRow:
    """Ground 10: some rent owed at service and when the claim is issued."""
    law = "Housing Act 1988 Sch. 2 Ground 10, s.7(4)"
    outcomes = []
    if at_service.most is None or at_service.least is None:
        outcomes.append(cannot_tell("Some rent must be owed at service.", at_service.settled_by))
    elif at_service.most <= ZERO:
        outcomes.append(no("No rent is owed at service."))
    elif at_service.least > ZERO:
        outcomes.append(yes("Some rent is owed at service."))
    else:
        outcomes.append(cannot_tell("Some rent must be owed at service.", at_service.settled_by))
    if case.inputs.task is Task.CHECK:
        answer = case.inputs.owed_at_claim
        if answer is YesNoNotKnown.NOT_KNOWN:
            words = "Some rent must be owed when the claim is issued."
            outcomes.append(cannot_tell(words, "whether rent is owed on the day of the claim"))
        elif answer is YesNoNotKnown.YES:
            outcomes.append(yes("Some rent is owed when the claim is issued."))
        else:
            outcomes.append(no("No rent is owed when the claim is issued."))
    verdict = all_of(each.verdict for each in outcomes)
    first = next(each for each in outcomes if each.verdict is verdict)
    if verdict is Verdict.YES:
        words = " ".join(each.because for each in outcomes)
        words += " A judge decides whether an order is reasonable."
        return ground_row("Ground 10", yes(words), law)
    if verdict is Verdict.NO:
        return ground_row("Ground 10", no(first.because), law)
    facts = [fact for each in outcomes for fact in each.settled_by]
    return ground_row("Ground 10", cannot_tell(first.because, *facts), law)
