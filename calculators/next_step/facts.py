"""What decides the step a case is at: a few facts, each with a short list of possible values.

A case as typed is turned into these facts before any condition looks at it
(:mod:`calculators.next_step.situation`), and the build tries every combination of them
(:func:`combinations`). So what is proved of the combinations holds for every case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from calculators.core.choices import Choice
from calculators.core.money import PENNY, ZERO
from calculators.core.tenancies import Tenure

WEEKS_IN_YEAR = 52


class LastDone(Choice):
    """The last thing done on the case, in the order of the procedure."""

    NOTHING = ("none", "Nothing yet")
    CONTACT_TRIED = ("contact-tried", "Tried to call or text")
    CONTACT = ("contact", "Spoke to the tenant and checked benefits")
    FIRST_LETTER = ("first-letter", "First letter sent")
    SECOND_LETTER = ("second-letter", "Second letter sent")
    INTERVIEW = ("interview", "Homelessness-prevention interview held or offered")
    VISIT = ("visit", "Home visit made or calling card left")
    NOTICE = ("notice", "Notice served")
    PRE_COURT_LETTER = ("pre-court-letter", "Letter before court sent")
    CLAIM = ("claim", "Claim issued")
    HEARING_LETTER = ("hearing-letter", "Statement and advice sent before the hearing")
    ORDER = ("order", "Court made an order or ended the claim")
    ORDER_LETTER = ("order-letter", "Order explained to the tenant")
    WARRANT = ("warrant", "Warrant asked for")
    EVICTION_DATE = ("eviction-date", "Eviction date given by the bailiff")
    FINAL_INTERVIEW = ("final-interview", "Final interview held or offered")
    EVICTION_REVIEW = ("eviction-review", "Eviction review finished")
    EVICTED = ("evicted", "Eviction carried out")
    CLOSED = ("closed", "Account closed")
    NOT_KNOWN = ("not-known", "Not known yet")


#: The order of the procedure; "not known" is no place in it.
MILESTONES: tuple[LastDone, ...] = tuple(
    each for each in LastDone if each is not LastDone.NOT_KNOWN
)


def from_on(first: LastDone) -> tuple[LastDone, ...]:
    """A milestone and all that come after it."""
    return MILESTONES[MILESTONES.index(first) :]


def between(first: LastDone, last: LastDone) -> tuple[LastDone, ...]:
    """The milestones from one to another, both counted."""
    return MILESTONES[MILESTONES.index(first) : MILESTONES.index(last) + 1]


BEFORE_ORDER = between(LastDone.NOTHING, LastDone.HEARING_LETTER)
WITH_NOTICE = between(LastDone.NOTICE, LastDone.PRE_COURT_LETTER)
WITH_ORDER = between(LastDone.ORDER, LastDone.ORDER_LETTER)


class Plan(Choice):
    """The repayment plan on the day of the case."""

    NONE = ("none", "no plan")
    KEPT = ("kept", "a plan that is being kept")
    MISSED = ("missed", "a plan with a payment missed that is not broken yet")
    BROKEN = ("broken", "a broken plan without a warning yet")
    WARNED = ("warned", "a broken plan within the time given to catch up")
    LAPSED = ("lapsed", "a broken plan, warned, with the time to catch up over")


class Notice(Choice):
    """Whether a claim can still rest on the notice."""

    LIVE = ("live", "a notice that a claim can rest on")
    NOT_USABLE = ("not-usable", "a notice that is void or too old for a claim")


class Order(Choice):
    """What the court decided."""

    SUSPENDED = ("suspended", "a suspended or postponed order")
    OUTRIGHT = ("outright", "an outright possession order")
    ADJOURNED = ("adjourned", "a claim put off on terms")
    ENDED = ("ended", "a claim that ended without a possession order")


class Terms(Choice):
    """Whether the terms of an order, or of a claim put off, are kept."""

    KEPT = ("kept", "terms that are being kept")
    MISSED = ("missed", "a missed payment without a letter about it yet")
    CURING = ("curing", "a missed payment within the time given to put it right")
    BREACHED = ("breached", "a missed payment with the time to put it right over")


class EvictionReview(Choice):
    """How the eviction review ended."""

    AGREED = ("agreed", "agreed at every level")
    REFUSED = ("refused", "not agreed")


class Arrears(NamedTuple):
    """What is owed beside a year of rent, both in pounds."""

    owed: Decimal
    annual_rent: Decimal

    def reach(self, weeks: Decimal) -> bool:
        """Whether they come to so many weeks of rent; exact, so that a penny counts."""
        return self.owed * WEEKS_IN_YEAR >= weeks * self.annual_rent


class Facts(NamedTuple):
    """One way a case can stand. The last seven say what may stop a step."""

    tenure: Tenure = Tenure.SECURE
    last_done: LastDone = LastDone.NOTHING
    arrears: Arrears = Arrears(ZERO, Decimal(WEEKS_IN_YEAR))
    plan: Plan = Plan.NONE
    notice: Notice = Notice.LIVE
    order: Order = Order.SUSPENDED
    terms: Terms = Terms.KEPT
    payments_missed: int = 0
    eviction_review: EvictionReview = EvictionReview.AGREED
    breathing_space: bool = False
    benefit_protects: bool = False
    record_missing: bool = False
    complaint_open: bool = False
    notice_review_open: bool = False
    permission_needed: bool = False
    renters_rights: bool = False


FACTS = Facts._fields
#: Facts that mean something only after some of the milestones.
MATTERS_AFTER: dict[str, tuple[LastDone, ...]] = {
    "plan": BEFORE_ORDER,
    "notice": WITH_NOTICE,
    "order": WITH_ORDER,
    "terms": (LastDone.ORDER_LETTER,),
    "payments_missed": (LastDone.ORDER_LETTER,),
    "eviction_review": (LastDone.EVICTION_REVIEW,),
}


def canonical(facts: Facts) -> Facts:
    """The facts with what means nothing in this case set back, so that equal cases are equal."""
    changes: dict[str, Any] = {
        name: getattr(NOTHING_SPECIAL, name)
        for name, milestones in MATTERS_AFTER.items()
        if facts.last_done not in milestones
    }
    if facts.order in (Order.OUTRIGHT, Order.ENDED):
        changes["terms"] = Terms.KEPT
    if changes.get("terms", facts.terms) is Terms.KEPT:
        changes["payments_missed"] = 0
    elif facts.payments_missed < 1:
        changes["payments_missed"] = 1
    return facts._replace(**changes) if changes else facts


NOTHING_SPECIAL = Facts()


def arrears_samples(weeks: Iterable[Decimal], amounts: Iterable[Decimal]) -> list[Arrears]:
    """Arrears nil, and a penny below, at and a penny above each threshold, for telling rents.

    Which of two thresholds comes first can depend on the rent: £25 is more than 2 weeks of a
    small rent and less than 1 week of a usual one. So there is a rent for each order they can
    come in: one where the amount equals each number of weeks, and one to each side of it.

    Args:
        weeks: Every threshold in weeks of rent.
        amounts: Every threshold in pounds.
    """
    least, many = sorted(set(weeks)), sorted(set(amounts))
    usual = Decimal(100 * WEEKS_IN_YEAR)
    rents: set[Decimal] = set()
    for amount, number in product(many, least):
        yearly = amount * WEEKS_IN_YEAR / number
        rents |= {yearly, yearly * 2 / 3, yearly * 3 / 2}
    found = []
    for rent in (usual, *sorted(rents - {usual})):
        edges = {ZERO, *many, *(number * rent / WEEKS_IN_YEAR for number in least)}
        owed = {each + step for each in edges for step in (-PENNY, ZERO, PENNY)}
        found += [Arrears(each, rent) for each in sorted(owed) if each >= ZERO]
    return found


def combinations(
    tenures: Iterable[Tenure], arrears: Iterable[Arrears], missed: Iterable[int]
) -> Iterator[Facts]:
    """Every way a case can stand, each once; what may stop a step is left aside.

    Args:
        tenures: The tenures to try.
        arrears: Arrears that stand for every size there is a difference between.
        missed: Numbers of missed payments likewise.
    """
    arrears, missed = list(arrears), list(missed)
    seen: set[Facts] = set()
    for tenure, last_done in product(tenures, MILESTONES):
        lists: list[list[Any]] = [
            list(kind) if last_done in MATTERS_AFTER[name] else [getattr(NOTHING_SPECIAL, name)]
            for name, kind in (
                ("plan", Plan),
                ("notice", Notice),
                ("order", Order),
                ("terms", Terms),
                ("payments_missed", missed),
                ("eviction_review", EvictionReview),
            )
        ]
        for owed, *rest in product(arrears, *lists):
            facts = canonical(Facts(tenure, last_done, owed, *rest))
            if facts not in seen:
                seen.add(facts)
                yield facts
