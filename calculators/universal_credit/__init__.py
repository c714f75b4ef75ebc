"""Universal Credit: a month's award, step by step, and what of it reaches the landlord."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from calculators.core.ages import reached_state_pension_age
from calculators.core.errors import NotCovered
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO, nearest_penny
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.trace import Trace
from calculators.core.wording import counted, in_list, long_date, pounds
from calculators.universal_credit import advice, rules
from calculators.universal_credit.ahead import changes_ahead
from calculators.universal_credit.answers import (
    AwardLine,
    PayPeriod,
    UniversalCreditResult,
)
from calculators.universal_credit.case import SETTLED_BY, Award, Case, Settled
from calculators.universal_credit.choices import Housing
from calculators.universal_credit.models import RENTED, UniversalCreditInput
from calculators.universal_credit.outside import why_outside
from calculators.universal_credit.steps import show_award, show_rent

__all__ = ["UniversalCreditInput", "UniversalCreditResult", "calculate"]


def calculate(inputs: UniversalCreditInput, figures: FigureSet) -> UniversalCreditResult:
    """Work a month's award out.

    Args:
        inputs: The household, its home and its money.
        figures: The rates; read on the first day of the assessment period. Ages and other
            circumstances are those of its last day.

    Raises:
        CannotCalculate: Where the claimants have reached State Pension age, or a figure that is
            needed is not held.
    """
    trace = Trace(figures)
    case = Case(inputs, trace)
    case.of_uc("capital.upper_limit")  # refuses a period without rates before ages are asked
    refuse_pension_age(case)
    return Answer(case).result()


def refuse_pension_age(case: Case) -> None:
    """Stop where everybody whose claim it is has reached State Pension age.

    Raises:
        NotCovered: If so; Housing Benefit and Pension Credit help instead.
    """
    births = [case.inputs.date_of_birth]
    if case.inputs.partner_date_of_birth and case.claims_as_couple:
        births.append(case.inputs.partner_date_of_birth)
    if all(reached_state_pension_age(born, case.last) for born in births):
        raise NotCovered(
            f"State Pension age is reached by {long_date(case.last)}, the last day of the "
            "assessment period. Universal Credit ends there: Pension Credit and Housing Benefit "
            "help instead",
            "date_of_birth",
        )


class Answer:
    """One answer being put together."""

    def __init__(self, case: Case) -> None:
        """Work the award out for every way in which what is not known can turn out."""
        self.case, self.inputs, self.trace = case, case.inputs, case.trace
        self.people = case.household()
        self.period = case.pay.in_period(case.first)
        self.earned = self.period.total
        self.outside = why_outside(case)
        self.too_rich = rules.too_much_capital(
            case.inputs.capital, case.of_uc("capital.upper_limit")
        )
        self.ways = {
            way: case.award(way, self.people, self.earned) for way in case.ways(self.people)
        }
        awards = list(self.ways.values())
        self.made = min(awards, key=lambda each: (each.amount, each.housing))
        self.most = max(awards, key=lambda each: (each.amount, each.housing))
        self.matters = what_matters(self.ways)
        self.certain = not self.matters and not self.outside

    def result(self) -> UniversalCreditResult:
        """The whole answer."""
        case, made = self.case, self.made
        known = self.certain and not self.too_rich
        show_rent(case)
        if known:
            show_award(case, made)
        return UniversalCreditResult(
            answer=self.answer(),
            warnings=tuple(advice.warnings(case, made, self.people, known)),
            next_steps=tuple(advice.next_steps(case, made, known, self.matters)),
            due=self.due(),
            award=self.award_known(),
            award_least=None if known or self.too_rich or self.outside else made.amount,
            award_most=None if known or self.too_rich or self.outside else self.most.amount,
            period_starts=case.first,
            period_ends=case.last,
            lines=tuple(award_lines(made)) if known else (),
            cap=self.cap() if known else None,
            **self.split(known),
            **self.rent_facts(),
            **self.wages(known),
            ahead=tuple(changes_ahead(case, made, self.earned)) if known else (),
            working=self.trace.finish(),
        )

    def award_known(self) -> Decimal | None:
        """The award, where it can be told."""
        if self.outside:
            return None
        if self.too_rich:
            return ZERO
        return self.made.amount if self.certain else None

    def due(self) -> Outcome:
        """Whether there is Universal Credit for the period."""
        if self.outside:
            because, *settled = self.outside
            return cannot_tell(because, *settled)
        if self.too_rich:
            limit = self.case.of_uc("capital.upper_limit")
            return no(f"Capital of {pounds(self.inputs.capital)} is more than {pounds(limit)}.")
        settled_by = [SETTLED_BY[each] for each in self.matters]
        if self.matters and not self.made.amount:
            return cannot_tell("What is not known decides whether anything is left.", *settled_by)
        if self.matters:
            return yes("Something is due, whatever is still not known. How much depends on it.")
        if not self.made.amount:
            return no("Income takes all of it.")
        return yes(f"{pounds(self.made.amount)} is left after income and any cap.")

    def answer(self) -> str:
        """The award in one sentence."""
        when = f"{long_date(self.case.first)} to {long_date(self.case.last)}"
        start = f"Universal Credit for {when}"
        if self.outside:
            return f"{start} cannot be told here: {self.outside[0]}"
        if self.too_rich:
            return f"{start} is nothing: savings and capital are above the limit."
        if self.matters:
            least, most = pounds(self.made.amount), pounds(self.most.amount)
            missing = in_list([SETTLED_BY[each] for each in self.matters])
            return f"{start} is from {least} to {most}, depending on {missing}."
        made = self.made
        if not made.amount:
            return f"{start} is nothing: income takes all of it."
        words = f"{start} is {pounds(made.amount)}"
        if made.capped_by:
            words += f", after {pounds(made.capped_by)} for the benefit cap"
        if made.housing:
            reaches = rules.to_landlord(made.housing, made.amount)
            words += f"; at most {pounds(reaches)} of it can be paid to the landlord"
        return f"{words}."

    def cap(self) -> Outcome | None:
        """Whether the benefit cap takes anything off."""
        made = self.made
        if made.cap_limit is None:
            return None
        if made.capped_by:
            return yes(
                f"The benefits that count come to more than {pounds(made.cap_limit)} a month: "
                f"{pounds(made.capped_by)} comes off."
            )
        return no(made.cap_because or "Childcare covers what is above the limit.")

    def split(self, known: bool) -> dict[str, Any]:
        """What reaches the landlord and the tenant, and the rent left to pay."""
        case, made = self.case, self.made
        full = case.rent_in_full or None
        if not known or self.inputs.housing.value not in RENTED:
            return {"rent_a_month": full}
        reaches = rules.to_landlord(made.housing, made.amount)
        return {
            "rent_a_month": full,
            "housing_amount": made.housing,
            "to_landlord": reaches,
            "to_tenant": made.amount - reaches,
            "tenant_pays": max(ZERO, case.rent_in_full - reaches),
        }

    def rent_facts(self) -> dict[str, Any]:
        """The rent that counts, the bedrooms and the contributions."""
        case, inputs, made = self.case, self.inputs, self.made
        if inputs.housing.value not in RENTED:
            return {}
        facts: dict[str, Any] = {"eligible_rent": case.counted_rent}
        if self.certain:
            facts["contributions"] = made.contributions
        rooms = self.people.rooms
        if rooms is None or inputs.bedrooms is None:
            if inputs.housing is Housing.SHARED_OWNERSHIP:
                facts["bedroom_reduction"] = no(case.no_reduction)
            return facts
        needed = rooms.total
        if needed.known:
            facts["bedrooms_needed"] = needed.least
            facts["bedrooms_spare"] = max(0, inputs.bedrooms - needed.least)
        facts["bedroom_reduction"] = self.bedroom_outcome(inputs.bedrooms)
        if "spare" not in self.matters:
            facts["taken_for_bedrooms"] = made.reduction
        return facts

    def bedroom_outcome(self, bedrooms: int) -> Outcome:
        """Whether spare bedrooms take anything off, and why."""
        rooms = self.people.rooms
        assert rooms is not None
        if self.case.no_reduction:
            return no(self.case.no_reduction)
        fewest = max(0, bedrooms - rooms.total.most)
        most = max(0, bedrooms - rooms.total.least)
        words = advice.rooms_in_words(rooms)
        if not most:
            return no(f"No bedroom is spare: {words}.")
        if not fewest or min(fewest, 2) != min(most, 2):
            return cannot_tell(
                f"From {fewest} to {most} bedrooms are spare: {words}.", SETTLED_BY["spare"]
            )
        spare = counted(fewest, "bedroom is spare", "bedrooms are spare")
        if fewest != most:
            spare = f"{fewest} or more bedrooms are spare"
        return yes(f"{spare}: {words}.")

    def wages(self, known: bool) -> dict[str, Any]:
        """The wages by assessment period, the low month, and two monthly wages in this one."""
        case = self.case
        listed = case.pay.by_period()
        if not listed:
            return {}
        way = next(iter(self.ways))
        rows = []
        for each in listed:
            award = case.award(way, self.people, each.total).amount if known else None
            rows.append(
                PayPeriod(
                    starts=each.first,
                    ends=each.last,
                    paydays=len(each.wages),
                    pay=each.total,
                    award=award,
                    money=None if award is None else award + each.total,
                )
            )
        facts: dict[str, Any] = {"pay_periods": tuple(rows)}
        if known:
            money = {row.starts: row.money for row in rows if row.money is not None}
            lowest = min(money, key=lambda start: money[start])
            facts["lowest_period"], facts["lowest_money"] = lowest, money[lowest]
            facts["average_money"] = nearest_penny(sum(money.values(), ZERO) / len(money))
        second = case.pay.two_monthly(self.period)
        if second is not None:
            facts["two_wages"] = yes(
                f"Two monthly wages arrive in it, the later on {long_date(second.day)}. The DWP "
                "can count one of them in another period: the tenant asks in the online journal."
            )
            if known:
                moved = case.award(way, self.people, self.earned - second.amount)
                facts["award_if_moved"] = moved.amount
        return facts


def what_matters(ways: dict[Settled, Award]) -> list[str]:
    """The parts of what is not known that change the award or its housing amount."""
    found = []
    for place, name in enumerate(Settled._fields):
        others: dict[tuple[object, ...], set[tuple[Decimal, Decimal]]] = {}
        for way, made in ways.items():
            rest = (*way[:place], *way[place + 1 :])
            others.setdefault(rest, set()).add((made.amount, made.housing))
        if any(len(each) > 1 for each in others.values()):
            found.append(name)
    return found


def award_lines(made: Award) -> Sequence[AwardLine]:
    """The award as a table."""
    return [
        AwardLine(
            what=line.what,
            adds=None if line.takes else line.amount,
            takes=line.amount if line.takes else None,
            law=line.law,
        )
        for line in made.lines
    ]
