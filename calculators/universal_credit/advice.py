"""What the officer must know before relying on the answer, and what to do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from calculators.core.ages import age_on
from calculators.core.bedrooms import Rooms, RoomsNeeded
from calculators.core.choices import YesNo
from calculators.core.wording import counted, long_date, pounds, with_unit
from calculators.universal_credit import periods, rules
from calculators.universal_credit.case import SETTLED_BY, Award, Case
from calculators.universal_credit.choices import Health, Housing, Income
from calculators.universal_credit.models import OLDEST_YOUNG_PERSON, RENTED
from calculators.universal_credit.people import Household

#: The day the Crisis and Resilience Fund took the place of Discretionary Housing Payments.
FUND_FROM = dt.date(2026, 4, 1)
RATES = "universal_credit.standard_allowance.single_25_or_over"


def warnings(case: Case, made: Award, people: Household, known: bool) -> Iterator[str]:
    """What the officer must know before relying on the answer, the weightiest first."""
    inputs = case.inputs
    yield (
        "This is an estimate. Sanctions, advances and other deductions come off after it and are "
        "not worked out here, nor are transitional protection, self-employment, surplus earnings, "
        "students or people under 18."
    )
    yield from about_the_period(case)
    if rules.too_much_capital(inputs.capital, case.of_uc("capital.upper_limit")):
        yield (
            "Somebody moved over from tax credits can have more savings for a time and still get "
            "Universal Credit. If that may be so, look at the award."
        )
    if inputs.housing is Housing.SPECIFIED:
        yield (
            "Housing Benefit helps with this rent. Universal Credit has no housing amount for it, "
            "so nothing here goes to the landlord."
        )
    if inputs.housing.value in RENTED and any(
        each.kind is Income.HOUSING_BENEFIT and each.amount for each in inputs.other_income
    ):
        yield (
            "Housing Benefit is entered, and Universal Credit has an amount for the rent of this "
            "kind of home. Check which of them pays the rent, and the kind of home."
        )
    if inputs.others_liable:
        yield (
            "The rent is shared equally among the joint tenants. The DWP can decide that another "
            "share is fair."
        )
    if known and made.contributions and not made.housing:
        yield (
            "Contributions of other adults are more than the rent that counts. What is above it "
            "is lost. With no housing amount left, the higher work allowance is used: check it "
            "against the award."
        )
    if known and made.capped_by:
        yield (
            "The benefit cap takes part of the award. It does not apply in a grace period after "
            "work, or where a listed benefit is paid: check that none was left out."
        )
    for row, child in enumerate(inputs.children):
        if age_on(child.born, case.last) == OLDEST_YOUNG_PERSON:
            yield (
                f"Child {row + 1} is {OLDEST_YOUNG_PERSON}. Check that the DWP still counts them: "
                "it depends on the course and when it began."
            )
    waiting = inputs.health is Health.LCWRA and inputs.lcwra_waited is YesNo.NO
    waiting |= inputs.partner_health is Health.LCWRA and inputs.partner_lcwra_waited is YesNo.NO
    if waiting:
        yield "An LCWRA amount has not started, so it is left out. It comes after the waiting time."
    if known and people.charged and not made.contributions and case.counted_rent:
        yield (
            "No contribution is taken for other adults, because of the tenant's or partner's own "
            "disability benefit or sight."
        )


def about_the_period(case: Case) -> Iterator[str]:
    """New rates inside the period, and a first day that can belong to another pattern."""
    figure = case.trace.figures.figure(RATES)
    then, now = figure.value_dated(case.last), figure.value_dated(case.first)
    follows = periods.next_start(case.first, case.inputs.period_day)
    if then is not None and now is not None and then.starts > case.first:
        yield (
            f"New rates apply to assessment periods that start on or after "
            f"{long_date(then.starts)}. This one starts before, so it is paid at the old rates to "
            f"its last day; the new ones count from the period that starts on "
            f"{long_date(follows)}. A rent that has changed by its last day counts in full."
        )
    if case.inputs.first_period_day is None and periods.may_be_another_day(case.first):
        yield (
            "If the first assessment period began on another day at the end of a month, this one "
            f"may not end on {long_date(case.last)}. Enter the day it first began."
        )


def next_steps(case: Case, made: Award, known: bool, matters: Sequence[str]) -> Iterator[str]:
    """What to do now."""
    inputs = case.inputs
    for name in matters:
        yield f"Ask the tenant, or look at the award, for {SETTLED_BY[name]}."
    if not known:
        yield "Compare with the award in the tenant's online account, which decides."
        return
    if inputs.housing.value in RENTED and inputs.rent and inputs.rent_frequency:
        rent = with_unit(inputs.rent, inputs.rent_frequency.unit)
        yield f"Check that Universal Credit has the rent, {rent}, and each person in the home."
        reaches = rules.to_landlord(made.housing, made.amount)
        if case.rent_in_full > reaches:
            left = pounds(case.rent_in_full - reaches)
            yield f"Agree how the tenant pays the {left} a month that the housing amount leaves."
    if made.reduction or made.capped_by:
        fund = "the council's Crisis and Resilience Fund for a housing payment"
        if case.first < FUND_FROM:
            fund = "the council for a Discretionary Housing Payment"
        yield f"Ask {fund}."
    if case.pay.two_monthly(case.pay.in_period(case.first)) is not None:
        yield (
            "Ask the tenant to write in the online journal that two monthly wages fell in one "
            "assessment period, and to ask for one to be moved."
        )


def rooms_in_words(rooms: RoomsNeeded) -> str:
    """The bedrooms needed and for whom: "needs 3: 1 for the tenant, 2 for children"."""
    whose: list[tuple[Rooms, str]] = [
        (rooms.renters, "the tenant or couple"),
        (rooms.children, "children under 16"),
        (rooms.young_people, "young people of 16 or over"),
        (rooms.adults, "other adults"),
        (rooms.extra, "extra needs"),
    ]
    parts = [f"{span(each)} for {words}" for each, words in whose if each.most]
    shares = len(rooms.sharing)
    sharing = f", {counted(shares, 'pair')} of children sharing" if shares else ""
    return f"the household needs {span(rooms.total)} ({', '.join(parts)}{sharing})"


def span(rooms: Rooms) -> str:
    """A number of rooms, or from the fewest to the most."""
    return f"{rooms.least}" if rooms.known else f"{rooms.least} to {rooms.most}"
