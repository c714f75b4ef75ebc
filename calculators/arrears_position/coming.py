"""What is on its way to the account, and how much of what is owed is only waiting for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from calculators.arrears_position import rules
from calculators.arrears_position.models import (
    BENEFIT,
    ArrearsPositionInput,
    OnItsWay,
)
from calculators.core.catalogue import HelpWithRent
from calculators.core.choices import YesNoNotKnown
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, cannot_tell, no, yes
from calculators.core.periods import Frequency
from calculators.core.trace import Trace
from calculators.core.wording import in_list, long_date, pounds

EARLY_CONTACT = "Rent Collection and Arrears Management, “Early contact”"
NAMES = {
    HelpWithRent.UC_TO_TENANT: "Universal Credit, paid to the tenant",
    HelpWithRent.UC_MANAGED_PAYMENT: "Universal Credit, paid to us",
    HelpWithRent.HOUSING_BENEFIT: "Housing Benefit",
}


@dataclass(frozen=True)
class Coming:
    """What is on its way, as far as it is known.

    Attributes:
        owed: Pounds of rent owed on the day of the case; nothing if rent is paid ahead.
        benefit: The least and most of it that benefit on its way will pay.
        direct_debit: Pounds of what is left then that a Direct Debit on its way will pay.
        settled_by: What would settle it, where the two differ.
        rows: Each payment.
        charged_to: The last day rent has been charged for; None where that is not known.
    """

    owed: Decimal
    benefit: tuple[Decimal, Decimal]
    direct_debit: tuple[Decimal, Decimal]
    settled_by: tuple[str, ...]
    rows: tuple[OnItsWay, ...]
    charged_to: dt.date | None

    @cached_property
    def known_benefit(self) -> Decimal | None:
        """What benefit will pay of what is owed, where it can be told."""
        least, most = self.benefit
        return least if least == most else None

    @cached_property
    def technical(self) -> Decimal | None:
        """What is only timing, where it can be told."""
        least, most = (self.benefit[i] + self.direct_debit[i] for i in (0, 1))
        return least if least == most else None

    @property
    def counted(self) -> Decimal | None:
        """Rent arrears after benefit on its way, which the policy counts, where known."""
        return None if self.known_benefit is None else self.owed - self.known_benefit

    @property
    def only_timing(self) -> Outcome | None:
        """Whether all that is owed is only timing; None where nothing is owed."""
        if self.owed == ZERO:
            return None
        if self.technical is None:
            left = self.owed - self.benefit[1] - self.direct_debit[1]
            if left > ZERO:
                return no(f"At least {pounds(left)} is left when what is on its way has come.")
            because = "Payments on their way are not fully known."
            return cannot_tell(because, *self.settled_by)
        # Of a payment whose part is not known, some may be needed: it is named too.
        names = in_list([each.what for each in self.rows if each.pays is None or each.pays])
        if self.technical == self.owed:
            return yes(f"What is on its way covers all of it: {names}.")
        if self.technical == ZERO:
            return no("Nothing on its way pays any of it.")
        real = pounds(self.owed - self.technical)
        return no(f"{real} is left when what is on its way has come: {names}.")

    @property
    def answer_to_next_step(self) -> tuple[YesNoNotKnown, Decimal | None]:
        """Whether benefit is on its way and how much, as the next step asks it."""
        if self.known_benefit is None:
            return YesNoNotKnown.NOT_KNOWN, None
        if self.known_benefit == ZERO:
            return YesNoNotKnown.NO, None
        return YesNoNotKnown.YES, self.known_benefit


def coming(inputs: ArrearsPositionInput, owed: Decimal, trace: Trace) -> Coming:
    """What is on its way, written into the working."""
    earliest, latest = rules.charged_to(
        inputs.case_date,
        inputs.rent_frequency,
        weekday=inputs.rent_charge_day.weekday if inputs.rent_charge_day else None,
        charge_date=inputs.rent_charge_date,
    )
    charged_to = earliest if earliest == latest else None
    benefit, missing = benefit_pays(inputs, owed, (earliest, latest), trace)
    rows = []
    if inputs.help_with_rent in BENEFIT:
        rows.append(
            OnItsWay(
                what=NAMES[inputs.help_with_rent],
                due_on=inputs.benefit_next_on,
                amount=inputs.benefit_next_amount,
                pays=benefit[0] if benefit[0] == benefit[1] else None,
            )
        )
    debit = inputs.direct_debit_amount or ZERO
    # What benefit pays is not there for the Direct Debit to pay.
    left = (rules.paid_of(owed - benefit[0], debit), rules.paid_of(owed - benefit[1], debit))
    if inputs.direct_debit_on is not None:
        rows.append(
            OnItsWay(
                what="Direct Debit",
                due_on=inputs.direct_debit_on,
                amount=debit,
                pays=left[0] if left[0] == left[1] else None,
            )
        )
        if left[0] == left[1]:
            trace.step(
                "Direct Debit on its way",
                left[0],
                unit="GBP",
                sum=f"{pounds(debit)}, or the {pounds(owed - benefit[0])} still owed if less",
                source="The Direct Debit as entered",
            )
    return Coming(owed, benefit, left, missing, tuple(rows), charged_to)


def benefit_pays(
    inputs: ArrearsPositionInput,
    owed: Decimal,
    charged_to: tuple[dt.date, dt.date],
    trace: Trace,
) -> tuple[tuple[Decimal, Decimal], tuple[str, ...]]:
    """The least and most of what is owed that benefit will pay, and what would settle it."""
    if owed == ZERO or inputs.help_with_rent is HelpWithRent.NONE:
        return (ZERO, ZERO), ()
    if inputs.help_with_rent is HelpWithRent.NOT_KNOWN:
        return (ZERO, owed), ("whether Universal Credit or Housing Benefit helps with the rent",)
    amount = inputs.benefit_next_amount
    if amount == ZERO:
        return (ZERO, ZERO), ()
    first, last = inputs.benefit_covers_from, inputs.benefit_covers_to
    if amount is None or first is None or last is None:
        return (ZERO, owed), tuple(missing_of_payment(amount, first, last))
    least, most = (
        rules.paid_of(owed, rules.benefit_on_its_way(amount, first, last, day))
        for day in charged_to
    )
    if least != most:
        fact = "a date rent is charged"
        if inputs.rent_frequency is Frequency.WEEKLY:
            fact = "the day rent is charged"
        return (least, most), (fact,)
    # The same whichever day it is, so the later one shows how.
    days = max((charged_to[1] - first).days + 1, 0)
    length = (last - first).days + 1
    trace.step(
        "Benefit on its way for days already charged",
        rules.benefit_on_its_way(amount, first, last, charged_to[1]),
        unit="GBP",
        sum=f"{pounds(amount)} × {days} ÷ {length} days, {long_date(first)} to "
        f"{long_date(charged_to[1])}",
        rounding="To the nearest penny, half a penny up",
        source=EARLY_CONTACT,
    )
    return (least, most), ()


def missing_of_payment(
    amount: Decimal | None, first: dt.date | None, last: dt.date | None
) -> Iterator[str]:
    """What is not known of the next benefit payment; its two days are one thing to find out."""
    if amount is None:
        yield "how much of the next benefit payment is for rent"
    days = {"first": first, "last": last}
    unknown = [name for name, day in days.items() if day is None]
    if unknown:
        yield f"the {' and '.join(unknown)} day that payment is for"
