"""The debts of a statement: what is paid to them, and when debt advice comes before a plan."""

from __future__ import annotations

from decimal import Decimal

from calculators.affordability import rules
from calculators.affordability.figures import debt_relief_limits
from calculators.affordability.models import AffordabilityInput, OtherDebt, PriorityDebt
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.trace import Trace
from calculators.core.wording import in_list, long_date


def counted_payment(debt: PriorityDebt | OtherDebt) -> Decimal | None:
    """What is paid to a debt, or offered instead, in pounds a month; None if nobody has said."""
    paid = debt.offer or debt.payment
    return None if paid is None else rules.a_month(paid.amount, paid.per)


def payments_to(debts: tuple[PriorityDebt, ...] | tuple[OtherDebt, ...]) -> Decimal:
    """What is paid to all of them, in pounds a month."""
    return sum((counted_payment(each) or ZERO for each in debts), ZERO)


def without_payment(inputs: AffordabilityInput) -> list[str]:
    """Priority debts that are behind, or may be, and to which nothing is known to be paid."""
    return [
        each.creditor
        for each in inputs.priority_debts
        if each.in_arrears is not YesNoNotKnown.NO
        and each.from_benefit is YesNo.NO
        and each.owed != 0
        and not counted_payment(each)
    ]


def still_owed(debts: tuple[OtherDebt, ...]) -> list[str]:
    """Who is owed, save where the debt is known to be nothing."""
    return [each.creditor for each in debts if each.owed != 0]


def referral_reasons(
    inputs: AffordabilityInput, surplus: Decimal | None, left: Decimal | None, without: list[str]
) -> list[str]:
    """Each reason for free debt advice, in a sentence; no surplus is known without an income."""
    found = []
    if surplus is None:
        pass
    elif surplus < 0:
        found.append("Essential costs come to more than the income.")
    elif surplus == 0:
        found.append("Nothing is left after essential costs.")
    elif left is not None and left < rules.POUND:
        found.append("Nothing is left for rent arrears after savings and other priority debts.")
    if owed := still_owed(inputs.other_debts):
        found.append(f"There are other debts: {in_list(owed)}.")
    if unpaid := without_payment(inputs):
        found.append(f"Nothing is being paid to a priority debt: {in_list(unpaid)}.")
    if inputs.court_next is YesNoNotKnown.YES:
        found.append("A notice or a court claim is being considered, and advice comes first.")
    if without:
        found.append(f"The household is going without {in_list(without)}.")
    return found


def referral(inputs: AffordabilityInput, reasons: list[str], surplus: Decimal | None) -> Outcome:
    """Whether to refer the household to free debt advice."""
    if reasons:
        return yes(" ".join(reasons))
    if surplus is None:
        return cannot_tell("Whether costs can be met is not known yet.", "what comes in")
    if inputs.court_next is YesNoNotKnown.NOT_KNOWN:
        return cannot_tell(
            "Debt advice comes before any step towards possession.",
            "whether a notice or a court claim is being considered",
        )
    return no("Nothing here calls for one. Tell every tenant in arrears where free debt advice is.")


def all_debts(inputs: AffordabilityInput) -> tuple[Decimal | None, bool]:
    """What is owed on every debt entered, and whether an amount was entered for each."""
    priority = [each.owed for each in inputs.priority_debts]
    owed = [inputs.arrears, *priority, *(each.owed for each in inputs.other_debts)]
    known = [each for each in owed if each is not None]
    return (sum(known, ZERO) if known else None), len(known) == len(owed)


def relief_order(
    inputs: AffordabilityInput,
    surplus: Decimal | None,
    total: Decimal | None,
    complete: bool,
    trace: Trace,
) -> Outcome | None:
    """The statement against the limits of a debt relief order; None where there are no debts."""
    if not inputs.priority_debts and not inputs.other_debts:
        return None
    on = inputs.case_date
    limits = debt_relief_limits(trace, on)
    if limits is None:
        return cannot_tell(
            f"We do not hold the limits of a debt relief order for {long_date(on)}.",
            f"the limits on {long_date(on)}",
        )
    checks = (
        ("debts", total, limits["debt"]),
        ("savings", inputs.capital, limits["assets"]),
        ("a vehicle's worth", inputs.vehicle_value, limits["vehicle"]),
        ("money left a month", surplus, limits["surplus"]),
    )
    return rules.debt_relief_order(checks, complete)
