"""What we ask about a claim or application, and what it costs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from calculators.core import catalogue
from calculators.core.choices import Choice, YesNo
from calculators.core.errors import Problem
from calculators.core.outcomes import Outcome
from calculators.core.periods import Frequency
from calculators.core.questions import CalculatorInput, question
from calculators.core.reading import Date, Money
from calculators.core.results import CalculatorResult, part
from calculators.core.trace import Frozen
from calculators.core.wording import long_date

THE_COURT, TERMS = "What goes to court", "The order asked for"


class CourtStep(Choice):
    """What is sent to the court, and paid for."""

    POSSESSION = ("possession-claim", "Possession claim for rent arrears")
    MONEY = ("money-claim", "Money claim", "Former tenants, recharges, garages and other debts")
    WARRANT = ("warrant", "Warrant of possession")
    ON_NOTICE = ("application-on-notice", "Application on notice", "Form N244")
    BY_CONSENT = ("application-by-consent", "Application by consent or without notice")
    TO_VARY = ("application-to-vary", "Application to vary or suspend an order or warrant")
    WRIT = ("high-court-writ", "High Court writ of possession")


class OrderAsked(Choice):
    """The order we ask the court for."""

    SUSPENDED = ("suspended", "Possession, suspended on terms")
    OUTRIGHT = ("outright", "Possession outright")
    ADJOURNED = ("adjourned", "The claim put off on terms")


#: The days of the longest period that a daily rate is worked out for, a month.
LONGEST_PERIOD = 31
POSSESSION = {"court_step": (CourtStep.POSSESSION.value,)}


class CourtCostsInput(CalculatorInput):
    """One step at court, what is owed, and the order asked for."""

    beside_the_point = (("court_step", ()),)

    case_date: Date = catalogue.case_date(hint="The day the fee is paid. Usually today.")
    court_step: CourtStep = question(
        "What goes to court?", group=THE_COURT, if_missing="Choose what goes to court"
    )
    arrears: Money | None = catalogue.arrears(
        needed=True,
        group=THE_COURT,
        hint="Rent arrears only for a possession claim. The whole debt for a money claim.",
        shown_when={"court_step": (CourtStep.POSSESSION.value, CourtStep.MONEY.value)},
    )
    rent_charged_to: Date | None = question(
        "Rent is charged up to",
        default=None,
        group=THE_COURT,
        hint="The last day the arrears count rent for: the Sunday, say, where a week is charged on "
        "its Monday. Leave empty if it is the date the answer is for.",
        why="The daily rate is added from the day after, so that no day counts again.",
        shown_when=POSSESSION,
    )
    rent: Money | None = catalogue.rent_amount(shown_when=POSSESSION)
    rent_frequency: Frequency | None = catalogue.rent_frequency(shown_when=POSSESSION)
    hearing_on: Date | None = question(
        "Day of the hearing",
        default=None,
        group=THE_COURT,
        hint="Leave empty if it is not fixed yet.",
        why="Arrears are proved up to the hearing, by the daily rate.",
        shown_when=POSSESSION,
    )
    paid_before_hearing: Money = question(
        "Payments expected before the hearing",
        default=Decimal("0.00"),
        group=THE_COURT,
        unit="GBP",
        ge=0,
        le=catalogue.MOST_ARREARS,
        hint="By the tenant and by benefit, all together. 0 if none.",
        shown_when=POSSESSION,
    )
    served_by_us: YesNo = question(
        "Do we serve the claim ourselves, in person?",
        default=YesNo.NO,
        group=THE_COURT,
        why="Fixed costs are then a little higher.",
        shown_when=POSSESSION,
    )
    order_asked: OrderAsked = question(
        "Which order do we ask for?",
        default=OrderAsked.SUSPENDED,
        group=TERMS,
        shown_when=POSSESSION,
    )
    terms_amount: Money | None = question(
        "Paid each time towards the arrears",
        default=None,
        group=TERMS,
        unit_from="terms_frequency",
        gt=0,
        le=10_000,
        hint="On top of the rent. What the statement of income and spending shows they can afford. "
        "Leave empty if it is not worked out yet.",
        shown_when=POSSESSION
        | {"order_asked": (OrderAsked.SUSPENDED.value, OrderAsked.ADJOURNED.value)},
    )
    terms_frequency: Frequency = question(
        "How often it is to be paid",
        default=Frequency.WEEKLY,
        group=TERMS,
        shown_when=POSSESSION
        | {"order_asked": (OrderAsked.SUSPENDED.value, OrderAsked.ADJOURNED.value)},
    )

    @property
    def charged_to(self) -> dt.date:
        """The last day whose rent is in the arrears."""
        return self.rent_charged_to or self.case_date

    def problems(self) -> list[Problem]:
        """A hearing that has passed, and rent charged to a day far from today."""
        found = []
        if self.hearing_on is not None and self.hearing_on < self.case_date:
            found.append(
                Problem(
                    "hearing_on",
                    "Day of the hearing must be on or after the date the answer is for, "
                    f"{long_date(self.case_date)}. A hearing cannot come before the claim",
                )
            )
        if abs((self.charged_to - self.case_date).days) > LONGEST_PERIOD:
            found.append(
                Problem(
                    "rent_charged_to",
                    f"Is {long_date(self.charged_to)} right? It is too far from the date the "
                    f"answer is for, {long_date(self.case_date)}. Enter the last day of the rent "
                    "period charged last",
                )
            )
        return found


class Cost(Frozen):
    """One fee or cost."""

    what: str = part("Fee or cost", row_header=True)
    amount: Decimal | None = part("Amount", unit="GBP", if_none="Not held")
    why: str = part("Where it comes from")


AT_COURT, HEARING, ORDER = "Fees and costs", "At the hearing", "What to ask for"


class CourtCostsResult(CalculatorResult):
    """Fees, fixed costs, arrears at the hearing, and the words of the order asked for."""

    to_pay_now: Decimal | None = part("Court fee to pay", unit="GBP", if_none="Not held")
    fee_held: Outcome | None = part("Court fee", default=None)
    claimed_back: Decimal | None = part(
        "Fee and fixed costs to ask for", unit="GBP", section=AT_COURT, default=None
    )
    costs: tuple[Cost, ...] = part("Fees and costs, one by one", section=AT_COURT)
    daily_rate: Decimal | None = part("Daily rate", unit="GBP/day", section=HEARING, default=None)
    days_to_hearing: int | None = part(
        "Days to the hearing", unit="days", section=HEARING, default=None
    )
    arrears_at_hearing: Decimal | None = part(
        "Arrears on the day of the hearing", unit="GBP", section=HEARING, default=None
    )
    owed_with_costs: Decimal | None = part(
        "Arrears and costs together", unit="GBP", section=HEARING, default=None
    )
    payments_to_clear: int | None = part(
        "Payments to clear arrears and costs", unit="payments", section=ORDER, default=None
    )
    last_payment: Decimal | None = part("Last of them", unit="GBP", section=ORDER, default=None)
    order_words: str | None = part("Words for the order", section=ORDER, default=None)
