"""The conditions that procedures may name: each a typed function of the facts it declares.

A procedure's file says which conditions bring a case to a step, by the names here, with the figures
they compare with. A condition is given only the facts it declares that it reads, so the build can
try every combination of those facts and know that it has tried everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

from calculators.core.choices import Choice
from calculators.core.money import ZERO
from calculators.core.outcomes import Verdict
from calculators.core.procedures import ConditionUse
from calculators.core.wording import in_list
from calculators.next_step.facts import (
    FACTS,
    Arrears,
    EvictionReview,
    LastDone,
    Notice,
    Order,
    Plan,
    Terms,
)

#: The value of a figure by its id, on the day of the case.
Numbers = Mapping[str, Decimal]


@dataclass(frozen=True)
class Condition:
    """One named condition.

    Attributes:
        name: What procedures call it.
        reads: The facts it looks at.
        holds: The function: the facts it reads, then its values or its figures' numbers.
        words: It in words; ``{values}`` or a figure's parameter stands for what a step gives it.
        choices: The answers a step lists for it, where it takes some.
        figures: The figures a step names for it: their units by parameter.
        stops: Whether it stops a step; the others bring a case to one.
    """

    name: str
    reads: tuple[str, ...]
    holds: Callable[..., bool]
    words: str
    choices: type[Choice] | None = None
    figures: Mapping[str, str] = field(default_factory=dict)
    stops: bool = False

    @property
    def about(self) -> str:
        """What it means and where it comes from: its docstring."""
        return self.holds.__doc__ or ""

    @property
    def source(self) -> str:
        """The law, guidance or clause it rests on."""
        return " ".join(self.about.partition("Source:")[2].split())


CONDITIONS: dict[str, Condition] = {}


def condition(
    words: str,
    *,
    reads: tuple[str, ...],
    choices: type[Choice] | None = None,
    figures: Mapping[str, str] | None = None,
    stops: bool = False,
) -> Callable[[Callable[..., bool]], Callable[..., bool]]:
    """Put a function among the conditions, under its own name."""
    assert set(reads) <= set(FACTS), reads

    def listed(function: Callable[..., bool]) -> Callable[..., bool]:
        name = function.__name__
        CONDITIONS[name] = Condition(name, reads, function, words, choices, figures or {}, stops)
        return function

    return listed


def is_met(use: ConditionUse, facts: object, numbers: Numbers) -> bool:
    """Whether a condition, as a step uses it, is met by facts that are all known."""
    of = CONDITIONS[use.name]
    return holds(of, use, [getattr(facts, name) for name in of.reads], numbers)


def holds(of: Condition, use: ConditionUse, read: Iterable[Any], numbers: Numbers) -> bool:
    """As :func:`is_met`, from the facts the condition reads, in the order it declares them."""
    if of.choices is not None:
        return of.holds(*read, *[chosen(of.choices, each) for each in use.values])
    return of.holds(*read, **{name: numbers[figure] for name, figure in use.figures.items()})


@cache
def chosen(choices: type[Choice], value: str) -> Choice:
    """The answer a value stands for.

    Raises:
        LookupError: If the list does not offer it.
    """
    for each in choices:
        if each.value == value:
            return each
    raise LookupError(value)


def verdict(use: ConditionUse, possible: Mapping[str, Sequence[Any]], numbers: Numbers) -> Verdict:
    """Yes if a condition is met however the open facts turn out, no if never, or cannot tell.

    Args:
        use: The condition as a step uses it.
        possible: The values each fact may have, by its name.
        numbers: The figures' values.
    """
    of = CONDITIONS[use.name]
    answers = {
        holds(of, use, read, numbers) for read in product(*(possible[name] for name in of.reads))
    }
    if len(answers) > 1:
        return Verdict.CANNOT_TELL
    return Verdict.YES if answers == {True} else Verdict.NO


def in_words(use: ConditionUse, figure: Callable[[str], str]) -> str:
    """A condition as a step uses it, as a clause of a sentence.

    Args:
        use: The condition as a step uses it.
        figure: Writes a figure by its id.
    """
    of = CONDITIONS[use.name]
    given = {name: figure(id_) for name, id_ in use.figures.items()}
    if of.choices is not None:
        labels = [chosen(of.choices, each).label for each in use.values]
        if of.choices is LastDone:
            labels = [f"“{label}”" for label in labels]
        given["values"] = in_list(labels, "or")
    return of.words.format(**given)


# What brings a case to a step


@condition("the last thing done is {values}", reads=("last_done",), choices=LastDone)
def last_done_is(last_done: LastDone, *values: LastDone) -> bool:
    """The case has come as far as one of these milestones and no further.

    Source: the order of the procedure; Pre-Action Protocol for Possession Claims by Social
        Landlords, paras 2.1 to 2.13, for the order of contact, notice and claim.
    """
    return last_done in values


@condition("something is owed", reads=("arrears",))
def money_is_owed(arrears: Arrears) -> bool:
    """Something is owed after benefit that is on its way.

    Source: clause “Early contact”: benefit on its way is left out of the amounts.
    """
    return arrears.owed > ZERO


@condition("nothing is owed that is not on its way", reads=("arrears",))
def nothing_is_owed(arrears: Arrears) -> bool:
    """Nothing is owed after benefit that is on its way.

    Source: as for money_is_owed.
    """
    return not arrears.owed > ZERO


@condition("arrears are {weeks} or more", reads=("arrears",), figures={"weeks": "weeks of rent"})
def arrears_reach(arrears: Arrears, *, weeks: Decimal) -> bool:
    """The arrears come to at least so many weeks of the rent that the agreement sets.

    Source: the landlord's arrears policy; weeks are those of the contractual rent, never an
        average over rent-free weeks.
    """
    return arrears.reach(weeks)


@condition("arrears are less than {weeks}", reads=("arrears",), figures={"weeks": "weeks of rent"})
def arrears_are_below(arrears: Arrears, *, weeks: Decimal) -> bool:
    """The arrears come to less than so many weeks of rent.

    Source: as for arrears_reach.
    """
    return not arrears.reach(weeks)


@condition("they come to {amount} or more", reads=("arrears",), figures={"amount": "GBP"})
def arrears_come_to(arrears: Arrears, *, amount: Decimal) -> bool:
    """The arrears come to at least an amount.

    Source: the landlord's arrears policy, clause “Early contact”.
    """
    return arrears.owed >= amount


@condition("arrears come to less than {amount}", reads=("arrears",), figures={"amount": "GBP"})
def arrears_come_to_less(arrears: Arrears, *, amount: Decimal) -> bool:
    """The arrears come to less than an amount.

    Source: as for arrears_come_to.
    """
    return arrears.owed < amount


@condition("there is {values}", reads=("plan",), choices=Plan)
def plan_is(plan: Plan, *values: Plan) -> bool:
    """The repayment plan stands in one of these ways.

    Source: Pre-Action Protocol for Possession Claims by Social Landlords, paras 2.9 and 2.12;
        clause “Missed payments and broken plans”.
    """
    return plan in values


@condition("there is {values}", reads=("notice",), choices=Notice)
def notice_is(notice: Notice, *values: Notice) -> bool:
    """A claim can, or cannot, still rest on the notice.

    Source: Housing Act 1985 ss.83(4)(b) and 83A (secure); Housing Act 1996 ss.128 and 143E
        (introductory, demoted); Housing Act 1988 s.8(3)(c) (assured); SI 2020/1311 reg. 7(7).
    """
    return notice in values


@condition("there is {values}", reads=("order",), choices=Order)
def order_is(order: Order, *values: Order) -> bool:
    """The court decided in one of these ways.

    Source: Housing Act 1985 s.85; Housing Act 1988 s.9; Housing Act 1980 s.89.
    """
    return order in values


@condition("there are {values}", reads=("terms",), choices=Terms)
def order_terms_are(terms: Terms, *values: Terms) -> bool:
    """The terms of the order, or of a claim put off, stand in one of these ways.

    Source: CPR 83.2(3)(e); Pre-Action Protocol para. 2.12.
    """
    return terms in values


@condition(
    "{payments} or more are missed",
    reads=("payments_missed",),
    figures={"payments": "payments"},
)
def missed_payments_reach(payments_missed: int, *, payments: Decimal) -> bool:
    """At least so many payments under the order are missed.

    Source: the landlord's arrears policy: CPR 83.2(3)(e) itself needs only one.
    """
    return payments_missed >= payments


@condition(
    "fewer than {payments} are missed", reads=("payments_missed",), figures={"payments": "payments"}
)
def missed_payments_are_below(payments_missed: int, *, payments: Decimal) -> bool:
    """Fewer than so many payments under the order are missed.

    Source: as for missed_payments_reach.
    """
    return payments_missed < payments


@condition(
    "the eviction review ended: {values}", reads=("eviction_review",), choices=EvictionReview
)
def eviction_review_is(eviction_review: EvictionReview, *values: EvictionReview) -> bool:
    """The eviction review ended in one of these ways.

    Source: clause “Notices and court”: an eviction must be agreed.
    """
    return eviction_review in values


# What stops a step while it lasts


@condition("a repayment plan is being kept", reads=("plan",), stops=True)
def plan_is_kept(plan: Plan) -> bool:
    """The tenant keeps a plan for the current rent and a reasonable amount off the arrears.

    Source: Pre-Action Protocol for Possession Claims by Social Landlords, paras 2.9 and 2.12.
    """
    return plan is Plan.KEPT


@condition(
    "a claim for Universal Credit or Housing Benefit protects the tenant",
    reads=("benefit_protects",),
    stops=True,
)
def benefit_protects(benefit_protects: bool) -> bool:
    """All evidence for a benefit claim is given, it can be expected to succeed, the rest is paid.

    Source: Pre-Action Protocol for Possession Claims by Social Landlords, para. 2.6.
    """
    return benefit_protects


@condition("a breathing space covers the arrears", reads=("breathing_space",), stops=True)
def breathing_space_runs(breathing_space: bool) -> bool:
    """A breathing space is running for these arrears.

    Source: Debt Respite Scheme Regulations 2020 (SI 2020/1311), regs 7, 26 and 32.
    """
    return breathing_space


@condition(
    "the record on vulnerability and equality is not made", reads=("record_missing",), stops=True
)
def record_is_missing(record_missing: bool) -> bool:
    """The record that must come before this step is not made, or still under review.

    Source: Equality Act 2010 ss.15, 35 and 149; Pre-Action Protocol Part 1; clause
        “Vulnerability and equality”.
    """
    return record_missing


@condition("a complaint about the debt is open", reads=("complaint_open",), stops=True)
def complaint_is_open(complaint_open: bool) -> bool:
    """A complaint about this part of the debt is not answered yet.

    Source: clause “Complaints and review”; Housing Ombudsman, Complaint Handling Code.
    """
    return complaint_open


@condition(
    "a review of the notice can still be asked for, or is open",
    reads=("notice_review_open",),
    stops=True,
)
def notice_review_is_open(notice_review_open: bool) -> bool:
    """The tenant can still ask for a review of the notice, or asked and has had no decision.

    Source: Housing Act 1996 ss.129 (introductory) and 143F (demoted): 14 days beginning with the
        day of service, and a decision before the date in the notice.
    """
    return notice_review_open


@condition("a warrant needs the court's permission", reads=("permission_needed",), stops=True)
def permission_is_needed(permission_needed: bool) -> bool:
    """The order is so old that a warrant needs permission.

    Source: CPR 83.2(3)(a).
    """
    return permission_needed


@condition(
    "the Renters' Rights Act has reached this tenancy", reads=("renters_rights",), stops=True
)
def renters_rights_reached(renters_rights: bool) -> bool:
    """The tenancy is under the Renters' Rights Act 2025, which this procedure does not cover.

    Source: SI 2026/421 reg. 2 (private assured tenancies from 1 May 2026, not social housing);
        for housing associations planned from October 2027, with no day set.
    """
    return renters_rights
