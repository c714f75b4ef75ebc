"""The rules of affordability: plain values in, one quantity out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from calculators.core.money import ZERO, down_to_penny, nearest_penny, up_to_penny
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.periods import Frequency, HowOften
from calculators.core.wording import counted, in_list, pounds

MONTHS = 12
#: The least that is worth a payment: an offer is in whole pounds.
POUND = Decimal(1)

# The statement


def a_month(amount: Decimal, per: HowOften) -> Decimal:
    """An amount as the equal amount a month, to the nearest penny.

    Args:
        amount: Pounds each time.
        per: How often it is paid.

    Source:
        Universal Credit Regulations 2013, Sch. 4 para. 7 and reg. 6(1): a year of payments in
        twelve; the same arithmetic for every other amount.

    Example:
        >>> a_month(Decimal("12.00"), HowOften.WEEKLY)
        Decimal('52.00')
    """
    return nearest_penny(amount * per.times_in_year / MONTHS)


def surplus(income: Decimal, fixed: Decimal, flexible: Decimal) -> Decimal:
    """What is left of a month's income after essential costs; less than nothing if short.

    Source:
        The public structure of the Standard Financial Statement: income less fixed and flexible
        costs.
    """
    return income - (fixed + flexible)


def savings_allowance(left: Decimal, share: Decimal, most: Decimal) -> Decimal:
    """What a household keeps for savings before any offer, in pounds a month.

    Args:
        left: What is left after essential costs, in pounds a month.
        share: The share of it that is kept.
        most: The most that is kept, in pounds a month.

    Source:
        The landlord's own figures ``landlord.affordability.savings.share`` and
        ``landlord.affordability.savings.most``. No law sets them.

    Example:
        >>> savings_allowance(Decimal("87.45"), Decimal("0.10"), Decimal("20.00"))
        Decimal('8.75')
    """
    return min(nearest_penny(share * max(ZERO, left)), most)


def for_priority_debts(left: Decimal, savings: Decimal, fee: Decimal) -> Decimal:
    """What is left for priority debts, in pounds a month; less than nothing if short.

    Source:
        The public structure of the Standard Financial Statement: surplus less savings and any
        fee to a debt management company.
    """
    return left - savings - fee


def for_arrears(available: Decimal, payments: Decimal) -> Decimal:
    """What is left for rent arrears after the other priority debts, in pounds a month.

    Source:
        The public structure of the Standard Financial Statement: rent arrears are a priority
        debt beside the others.
    """
    return available - payments


# The offer


def suggested_offer(left: Decimal, arrears: Decimal | None) -> Decimal:
    """The offer a statement supports, in pounds a month: whole pounds, and never more than is left.

    Args:
        left: What is left for rent arrears, in pounds a month.
        arrears: What is owed, or None if not known.

    Returns:
        Whole pounds down, or what is owed where that is less; nothing where less than a pound
        is left.

    Source:
        Policy: the amount is based on what the household can afford after essential costs.
        Whole pounds are a convenience, and rounded down so that they are never too much.

    Example:
        >>> suggested_offer(Decimal("67.45"), Decimal("846.20"))
        Decimal('67.00')
    """
    whole = max(ZERO, left).quantize(POUND, rounding=ROUND_FLOOR) + ZERO
    return whole if arrears is None else min(whole, arrears)


def offer_each(offer: Decimal, frequency: Frequency) -> Decimal:
    """A monthly offer as payments made another way, down to a whole penny.

    Rounded down, so that a year of them is never more than a year of the offer.

    Source:
        Arithmetic: no law or policy sets it.

    Example:
        >>> offer_each(Decimal("67.00"), Frequency.WEEKLY)
        Decimal('15.46')
    """
    return down_to_penny(offer * MONTHS / frequency.periods_in_year)


def payments_to_clear(arrears: Decimal, each: Decimal) -> int:
    """How many payments clear what is owed; the last may be smaller.

    Source:
        Arithmetic: no law or policy sets it.

    Example:
        >>> payments_to_clear(Decimal("846.20"), Decimal("67.00"))
        13
    """
    return int((arrears / each).to_integral_value(rounding=ROUND_CEILING))


def months_to_clear(payments: int, frequency: Frequency) -> int:
    """How many months so many payments take, counting a month begun as whole.

    Source:
        Arithmetic: no law or policy sets it.

    Example:
        >>> months_to_clear(55, Frequency.WEEKLY)
        13
    """
    return -(-payments * MONTHS // frequency.periods_in_year)


def least_within(arrears: Decimal, longest: Decimal) -> Decimal:
    """The least a month that clears arrears in a plan of so many months, up to a whole penny.

    A plan's length is counted from the first payment to the last, so it holds one payment more
    than it has months.

    Args:
        arrears: Pounds.
        longest: Months from the first payment to the last.

    Source:
        Policy: how long a repayment plan usually lasts, counted from the first payment to the
        last.

    Example:
        >>> least_within(Decimal("846.20"), Decimal("24"))
        Decimal('33.85')
    """
    return up_to_penny(arrears / (longest + 1))


def plan_within_usual(payments: int, longest: Decimal, clause: str) -> Outcome:
    """Whether so many monthly payments are within the usual longest plan.

    Args:
        payments: Payments, one a month.
        longest: Months from the first payment to the last.
        clause: How to cite the policy.

    Source:
        Policy: how long a repayment plan usually lasts, counted from the first payment to the
        last.
    """
    months = payments - 1
    words = f"{counted(months, 'month')} from the first payment to the last. {clause}"
    if months <= longest:
        return yes(words)
    return no(f"{words} A longer plan may be agreed where it leaves enough to live on.")


# Hardship


def need_met(need: str, spent: Decimal | None, why: str) -> Outcome:
    """Whether a household spends on something that every household needs.

    Args:
        need: What it is: "food".
        spent: Pounds a month on it, or None if nothing was entered.
        why: What the tenant says of it: "not-asked", "met-another-way" or "going-without".

    Source:
        The landlord's caution: spending of nothing on food, heating or clothing is a sign of
        hardship, and is asked about. No law sets it.
    """
    if why == "going-without":
        return no(f"The household is going without {need}.")
    if spent:
        return yes(f"{pounds(spent)} a month goes on {need}.")
    if why == "met-another-way":
        return yes(f"Nothing goes on {need}, which is met another way.")
    said = f"Nothing is entered for {need}." if spent is None else f"Nothing goes on {need}."
    return cannot_tell(said, f"how the household manages for {need}")


# Guideline figures, which the organisation holds and this handbook does not


def guideline_for(rates: Mapping[str, Decimal], make_up: Mapping[str, int]) -> Decimal:
    """The organisation's guideline for a household, in pounds a month.

    Args:
        rates: Pounds a month for each kind of person.
        make_up: How many of each kind there are.

    Source:
        The organisation's own guideline figures, by the make-up of the household.

    Example:
        >>> guideline_for({"first_adult": Decimal("1")}, {"first_adult": 1})
        Decimal('1.00')
    """
    return sum((rates[kind] * number for kind, number in make_up.items()), ZERO)


def beside_guideline(spent: Decimal, guideline: Decimal, least: Decimal | None) -> str:
    """How spending stands to a guideline: "high", "low" or "within".

    Args:
        spent: Pounds a month.
        guideline: Pounds a month for the household.
        least: Pounds a month below which it is low, or None where the organisation sets none.

    Source:
        The organisation's own guideline figures. Above one, the tenant is asked why, and nothing
        more.
    """
    if spent > guideline:
        return "high"
    return "low" if least is not None and spent < least else "within"


# Debts


def within_limit(amount: Decimal, limit: Decimal) -> bool:
    """Whether an amount is within a limit for a debt relief order: no more than it.

    Source:
        Insolvency Rules (SI 1986/1925) and the amending rules of 2024: debts, assets, a vehicle
        and surplus income.
    """
    return amount <= limit


def debt_relief_order(
    checks: Sequence[tuple[str, Decimal | None, Decimal]], all_debts_known: bool
) -> Outcome:
    """Whether the facts are within the limits of a debt relief order: a prompt, not advice.

    Args:
        checks: What is limited, the amount (None if not known) and its limit, in pounds.
        all_debts_known: Whether an amount was entered for every debt.

    Source:
        As :func:`within_limit`. Other conditions apply, which an adviser checks.
    """
    over = [
        f"{name} of {pounds(amount)} (limit {pounds(limit)})"
        for name, amount, limit in checks
        if amount is not None and not within_limit(amount, limit)
    ]
    if over:
        return no(f"Over a limit: {in_list(over)}. An adviser looks at what else there is.")
    unknown = [name for name, amount, _ in checks if amount is None]
    if not all_debts_known:
        unknown.insert(0, "what is owed on every debt")
    if unknown:
        return cannot_tell("Some of what the limits count was not entered.", *unknown)
    return yes("Ask a debt adviser about one. Only an approved adviser can apply.")


# Amounts that look like another period's


def is_out_of_line(monthly: Decimal, beside: Decimal, times: Decimal) -> bool:
    """Whether an amount a month is more than so many times another.

    Source:
        A check of the typing: no law or policy sets it.
    """
    return monthly > beside * times
