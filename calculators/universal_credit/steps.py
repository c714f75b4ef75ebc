"""The working: every step from the rent to what reaches the landlord."""

from __future__ import annotations

from calculators.universal_credit import rules
from calculators.universal_credit.case import REGS, Award, Case
from calculators.universal_credit.models import RENTED

NEAREST = "To the nearest penny, half a penny up"
ROUNDING = "reg. 6(1)"


def show_rent(case: Case) -> None:
    """Write down the rent as a monthly figure and the part of it that counts."""
    inputs, trace = case.inputs, case.trace
    if inputs.rent is None or inputs.rent_frequency is None:
        return
    if inputs.housing.value not in RENTED:
        return
    frequency = inputs.rent_frequency
    free = inputs.rent_free_weeks // frequency.weeks if inputs.rent_free_weeks else 0
    times = frequency.periods_in_year - free
    rent = inputs.rent - inputs.charges_not_covered
    charged = (
        ("Rent that counts, a month", rent, case.rent_month),
        ("Service charges, a month", inputs.service_charges, case.charges_month),
    )
    for label, amount, month in charged:
        if amount:
            trace.step(
                label,
                month,
                unit="GBP/month",
                sum=f"{amount} × {times} ÷ 12",
                rounding=NEAREST,
                source=f"{REGS}, Sch. 4 para. 7; {ROUNDING}",
            )
    if inputs.others_liable:
        trace.step(
            "Share of the rent that counts",
            case.counted_rent,
            unit="GBP/month",
            sum=f"{case.eligible} × {case.listed} ÷ {case.listed + inputs.others_liable}",
            rounding=NEAREST,
            source=f"{REGS}, Sch. 4 para. 35",
        )


def show_award(case: Case, made: Award) -> None:
    """Write down the award in the order of the law."""
    trace = case.trace
    adds = [line for line in made.lines if not line.takes]
    takes = [line for line in made.lines if line.takes]
    for line in adds:
        trace.step(line.what, line.amount, unit="GBP/month", sum=line.sum, source=line.law)
    trace.step(
        "All amounts together",
        made.elements,
        unit="GBP/month",
        sum=" + ".join(str(line.amount) for line in adds),
        source="Welfare Reform Act 2012, s.8(2)",
    )
    off = [line for line in takes if line.what != "Benefit cap"]
    for line in off:
        trace.step(
            f"{line.what}: taken off",
            line.amount,
            unit="GBP/month",
            sum=line.sum,
            rounding=NEAREST if line.sum else "",
            source=f"{line.law}; {ROUNDING}",
        )
    if off:
        trace.step(
            "Award before any benefit cap",
            made.before_cap,
            unit="GBP/month",
            sum=" − ".join([str(made.elements), *(str(line.amount) for line in off)]),
            source="Welfare Reform Act 2012, s.8(1)",
        )
    if made.capped_by:
        line = takes[-1]
        trace.step("Benefit cap", line.amount, unit="GBP/month", sum=line.sum, source=line.law)
        trace.step(
            "Award",
            made.amount,
            unit="GBP/month",
            sum=f"{made.before_cap} − {made.capped_by}",
            source=f"{REGS}, reg. 79",
        )
    if made.housing:
        trace.step(
            "The most that can go to the landlord as rent",
            rules.to_landlord(made.housing, made.amount),
            unit="GBP/month",
            sum=f"the smaller of {made.housing} and {made.amount}",
            source="Universal Credit etc. (Claims and Payments) Regulations 2013, reg. 58",
        )
