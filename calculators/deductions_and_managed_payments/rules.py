"""The rules on taking rent and rent arrears from benefit: plain values in, one thing out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from calculators.core.breathing_space import NOT_COLLECTED, Protection
from calculators.core.choices import YesNoNotKnown
from calculators.core.money import PENNY, ZERO, nearest_penny
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.wording import counted, in_list, pounds
from calculators.deductions_and_managed_payments.models import (
    BEFORE_RENT,
    OUTSIDE_THE_LIST,
    THIRD_PARTY,
    Taken,
)
from calculators.next_step.models import BreathingSpace

MONTHS_IN_YEAR = 12
SCHEDULE_6 = "Universal Credit etc. (Claims and Payments) Regulations 2013, Sch. 6"
#: Who settles what no rule held says of a deduction in a breathing space.
IN_A_SPACE = "what the debt adviser says of a deduction while the breathing space runs"
REG_58 = "Universal Credit etc. (Claims and Payments) Regulations 2013, reg. 58"


def share_of_allowance(allowance: Decimal, share: Decimal) -> Decimal:
    """A share of the standard allowance, to the nearest penny, half a penny up.

    Args:
        allowance: The standard allowance, in pounds a month.
        share: Between 0 and 1.

    Source:
        SI 2013/380, Sch. 6 paras 4 and 7(5); Universal Credit Regulations 2013, reg. 6(1).

    Example:
        >>> share_of_allowance(Decimal("424.90"), Decimal("0.15"))
        Decimal('63.74')
    """
    return nearest_penny(allowance * share)


def at_least_months(arrears: Decimal, annual_rent: Decimal, months: Decimal) -> bool:
    """Whether the arrears are at least so many months of rent, without rounding the month.

    Args:
        arrears: Rent owed, in pounds.
        annual_rent: A year of rent, in pounds.
        months: The threshold.

    Source:
        Guidance of the Department for Work and Pensions: the figures
        ``universal_credit.managed_payment.least_arrears`` and
        ``universal_credit.deductions.rent_arrears.least_arrears``.
    """
    return arrears * MONTHS_IN_YEAR >= annual_rent * months


def earnings_bar(
    earnings: Decimal | None,
    has_allowance: YesNoNotKnown,
    allowances: Sequence[Decimal],
) -> Outcome:
    """Whether a deduction for rent arrears may begin, as far as earnings go.

    It may where earnings in the last assessment period were no more than the work allowance. How
    that is read for someone who has no work allowance is not settled: without any earnings it makes
    no difference, and with some the answer is "cannot tell".

    Args:
        earnings: Earnings of the last assessment period in pounds; None where not known.
        has_allowance: Whether the household has a work allowance.
        allowances: The work allowances that could apply: one, or more where it is open which.

    Source:
        SI 2013/380, Sch. 6 para. 7.
    """
    if earnings is None:
        return cannot_tell(
            "A deduction cannot begin while earnings are above the work allowance.",
            "what was earned in the last assessment period",
        )
    if earnings == 0:
        return yes("There were no earnings in the last assessment period.")
    if has_allowance is YesNoNotKnown.NO:
        return cannot_tell(
            "The regulations do not settle how the earnings limit is read for a household without "
            "a work allowance.",
            "how the Department reads it in this case",
        )
    if has_allowance is YesNoNotKnown.NOT_KNOWN:
        return cannot_tell(
            "There were earnings in the last assessment period.",
            "whether the household has a work allowance",
        )
    if earnings > max(allowances):
        return no(
            f"Earnings of {pounds(earnings)} in the last assessment period are more than the work "
            f"allowance of {pounds(max(allowances))}: a deduction for rent arrears cannot begin."
        )
    if earnings > min(allowances):
        return cannot_tell(
            f"Earnings of {pounds(earnings)} are above one work allowance that could apply and "
            "not above the other.",
            "which work allowance the Department counts",
        )
    return yes("Earnings in the last assessment period are not above the work allowance.")


@dataclass(frozen=True)
class Asked:
    """One deduction that somebody asks for."""

    taken_for: Taken
    amount: Decimal


@dataclass(frozen=True)
class Line:
    """One deduction as it comes to be taken; ``taken_for`` is None for rent arrears.

    Attributes:
        taken_for: What it is for.
        amount: What is asked for.
        taken: What is taken: all of it or nothing, save for the last part of rent arrears.
        room: What is left under the limit afterwards.
    """

    taken_for: Taken | None
    amount: Decimal
    taken: Decimal
    room: Decimal


def in_order(asked: Sequence[Asked]) -> list[Asked]:
    """Deductions in the order the law takes them.

    Source:
        SI 2013/380, Sch. 6 para. 5.
    """
    order = list(Taken)
    return sorted(asked, key=lambda each: order.index(each.taken_for))


def deductions(
    limit: Decimal,
    least_rent: Decimal,
    most_rent: Decimal,
    others: Sequence[Asked],
    most_creditors: int,
) -> list[Line]:
    """What is taken under one limit: each in full or not at all, in the order of the law.

    What stands outside the list, such as a sanction, comes off first and in full: it can be more
    than the limit, and then leaves room for nothing.

    Rent arrears come twice: the least share in its place near the front, and what is left, up to
    the most share, at the very end. They are one of the creditors whose number is limited: those
    last in the order are not taken once it is reached.

    Args:
        limit: The limit for all together, in pounds a month.
        least_rent: The least for rent arrears, taken in full or not at all.
        most_rent: The most for rent arrears.
        others: The other deductions.
        most_creditors: How many creditors beside the Department can be paid, rent arrears included.

    Source:
        SI 2013/380, Sch. 6 paras 3 to 5 and 7(5).
    """
    room = limit
    creditors = 0
    lines: list[Line] = []

    def take(taken_for: Taken | None, amount: Decimal) -> None:
        nonlocal room, creditors
        creditor = taken_for is None or taken_for in THIRD_PARTY
        one_more = not creditor or creditors < most_creditors
        fits = amount <= room and one_more
        taken = amount if fits or taken_for in OUTSIDE_THE_LIST else ZERO
        creditors += creditor and taken > 0
        room = max(ZERO, room - taken)
        lines.append(Line(taken_for, amount, taken, room))

    ordered = in_order(others)
    for each in ordered:
        if each.taken_for in BEFORE_RENT:
            take(each.taken_for, each.amount)
    take(None, least_rent)
    begun = lines[-1].taken > 0
    for each in ordered:
        if each.taken_for not in BEFORE_RENT:
            take(each.taken_for, each.amount)
    more = most_rent - least_rent
    if begun and more > 0:
        taken = min(more, room)
        room -= taken
        lines.append(Line(None, more, taken, room))
    return lines


def room_in_award(limit: Decimal, award: Decimal | None) -> Decimal:
    """The limit, or what deductions can take of a smaller award: at least a penny is left of it.

    Args:
        limit: The limit for all deductions together, in pounds a month.
        award: The award in pounds a month; None where not known.

    Source:
        SI 2013/380, Sch. 6.

    Example:
        >>> room_in_award(Decimal("63.74"), Decimal("63.74"))
        Decimal('63.73')
    """
    return limit if award is None else max(ZERO, min(limit, award - PENNY))


def for_rent(lines: Sequence[Line]) -> Decimal:
    """What rent arrears get out of a set of deductions, in pounds a month.

    Source:
        Arithmetic: no law or policy sets it.
    """
    return sum((each.taken for each in lines if each.taken_for is None), ZERO)


def too_many(others: Sequence[Asked], most: int) -> bool:
    """Whether a deduction for rent arrears is one more than the law allows in one month.

    Rent arrears count as one; what the Department takes for itself does not count.

    Source:
        SI 2013/380, Sch. 6 para. 3(1)(b).
    """
    return len({each.taken_for for each in others if each.taken_for in THIRD_PARTY}) + 1 > most


def managed_amount(housing: Decimal, award: Decimal) -> Decimal:
    """What a managed payment brings: the amount for rent, and never more than the award.

    Source:
        SI 2013/380, reg. 58; guidance on managed payments to landlords.
    """
    return min(housing, award)


def ask_for_managed_payment(
    has_housing: YesNoNotKnown,
    already: YesNoNotKnown,
    long_arrears: bool,
    some_arrears: bool,
    keeps_underpaying: YesNoNotKnown,
    needs_protection: YesNoNotKnown,
    words: tuple[str, str],
) -> Outcome:
    """Whether rent can be asked to be paid to us, and on which ground.

    Args:
        has_housing: Whether the award has an amount for rent.
        already: Whether rent is paid to us already.
        long_arrears: Whether the arrears are at least the months that alone are enough.
        some_arrears: Whether they are at least the months that are enough with underpayment.
        keeps_underpaying: Whether rent has been left short again and again.
        needs_protection: Whether the tenant struggles to manage rent money.
        words: The two thresholds in words, the larger first: "2 months of rent".

    Source:
        SI 2013/380, reg. 58; guidance of the Department for Work and Pensions.
    """
    known, unknown = YesNoNotKnown.YES, YesNoNotKnown.NOT_KNOWN
    if has_housing is YesNoNotKnown.NO:
        return no("There is no amount for rent in the award, so there is nothing to pay to us.")
    if already is known:
        return no("The rent part of the award is paid to us already.")
    grounds = []
    if long_arrears:
        grounds.append(f"the arrears are {words[0]} or more")
    elif some_arrears and keeps_underpaying is known:
        grounds.append(f"the arrears are {words[1]} or more and rent keeps being left short")
    if needs_protection is known:
        grounds.append("the tenant struggles to manage rent money")
    open_facts = []
    if has_housing is unknown:
        open_facts.append("whether there is an amount for rent in the award")
    if already is unknown:
        open_facts.append("whether rent is paid to us already")
    if grounds:
        because = f"We can ask, because {in_list(grounds)}. The Department decides."
        if open_facts:
            return cannot_tell(f"There is a ground: {in_list(grounds)}.", *open_facts)
        return yes(because)
    if some_arrears and keeps_underpaying is unknown:
        open_facts.append("whether rent has been left short again and again")
    if needs_protection is unknown:
        open_facts.append("whether the tenant struggles to manage rent money")
    may_be = some_arrears and keeps_underpaying is unknown
    if may_be or needs_protection is unknown:
        return cannot_tell(f"The arrears are less than {words[0]}.", *open_facts)
    return no(
        f"The arrears are less than {words[0]}, and no other ground is known. A tenant may ask for "
        "it themselves."
    )


def ask_for_deduction(
    facts: Sequence[tuple[YesNoNotKnown, str, str]], earnings: Outcome, lets_us: Outcome
) -> Outcome:
    """Whether a deduction for rent arrears can be asked for.

    Args:
        facts: Each condition: whether it is met, why not if it is not, and what would settle it.
        earnings: The outcome of :func:`earnings_bar`.
        lets_us: The outcome of :func:`protected`.

    Source:
        SI 2013/380, Sch. 6 para. 7; R (Roberts) v Secretary of State for Work and Pensions [2025]
        EWHC 51 (Admin) on hearing the tenant first.
    """
    for met, why_not, _ in facts:
        if met is YesNoNotKnown.NO:
            return no(why_not)
    for each in (earnings, lets_us):
        if each.verdict is Verdict.NO:
            return each
    if IN_A_SPACE in lets_us.settled_by:
        return lets_us
    open_facts = [settles for met, _, settles in facts if met is YesNoNotKnown.NOT_KNOWN]
    open_facts += [*earnings.settled_by, *lets_us.settled_by]
    if open_facts:
        return cannot_tell("Nothing known so far stands against it.", *open_facts)
    return yes(
        "The arrears are for this home, the award has an amount for rent, and earnings do not "
        "stand in the way. The Department decides, once it has heard the tenant."
    )


def protected(
    space: BreathingSpace, insolvency: YesNoNotKnown, protection: Protection | None
) -> Outcome:
    """Whether neither a breathing space nor insolvency stands against asking for a deduction.

    Whether a deduction may be asked for, or one already taken goes on, while a breathing space
    covers the arrears is not held: it is expected to be paused.

    Args:
        space: Whether a breathing space covers the arrears.
        insolvency: Whether any of the arrears are in an order, bankruptcy or IVA.
        protection: Which it is; None where not known.

    Source:
        SI 2020/1311 reg. 7; Insolvency Act 1986 ss.251G and 285: arrears in a debt relief order or
        a bankruptcy cannot be collected.
    """
    if insolvency is YesNoNotKnown.YES and protection in NOT_COLLECTED:
        return no(
            "Arrears in a debt relief order or bankruptcy must not be collected. Answer again with "
            "only what fell due after it began."
        )
    if space in (BreathingSpace.STANDARD, BreathingSpace.MENTAL_HEALTH):
        return cannot_tell(
            "A breathing space is running. We expect deductions for arrears in it to be paused, "
            "and hold no rule: ask for none until you know.",
            IN_A_SPACE,
        )
    if insolvency is YesNoNotKnown.YES:
        which = "which of them it is" if protection is None else "what the terms of the IVA say"
        return cannot_tell("Arrears in one may not be ours to collect.", which)
    open_facts = []
    if space is BreathingSpace.NOT_KNOWN:
        open_facts.append("whether a breathing space covers the arrears")
    if insolvency is YesNoNotKnown.NOT_KNOWN:
        open_facts.append(
            "whether any of the arrears are in a debt relief order, bankruptcy or IVA"
        )
    if open_facts:
        return cannot_tell("Nothing known so far stands against it.", *open_facts)
    return yes("Neither a breathing space nor insolvency stands against it.")


def above_the_limit(room_for_rent: Decimal, wanted: Decimal, *, too_small: bool) -> Outcome:
    """Whether a deduction above the limit can be asked for as a last resort.

    Never decided here: the Department may go over the limit for rent, service charge or fuel where
    that is in the interests of the tenant or their children.

    Args:
        room_for_rent: What rent arrears get under the limit, in pounds a month.
        wanted: The least for rent arrears.
        too_small: Whether the award itself is too small for the least.

    Source:
        SI 2013/380, Sch. 6 para. 4(4).
    """
    if too_small:
        return no("The award is too small for it: at least a penny of an award must be paid.")
    if room_for_rent >= wanted:
        return no("There is room for the deduction under the limit.")
    return cannot_tell(
        "Other deductions leave no room. For rent arrears the Department may go above the limit "
        "where that is in the interests of the tenant and their children, to keep the home.",
        "what the Department decides: send it the reasons",
    )


def months_words(arrears: Decimal, annual_rent: Decimal) -> str:
    """Arrears as months of rent, down to a hundredth: "2.18 months of rent".

    Rounded down, so that a case just short of a threshold never reads as if it met it.

    Source:
        How it is shown: no law or policy sets it. The comparison itself is not rounded.
    """
    months = (arrears * MONTHS_IN_YEAR / annual_rent).quantize(PENNY, rounding="ROUND_DOWN")
    return counted(months, "month of rent", "months of rent")
