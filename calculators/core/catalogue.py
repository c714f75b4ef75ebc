"""Questions that more than one calculator asks, worded once.

Each function returns a field for an input model. A calculator gives the field the same name as
the function's last line says, so a case typed once feeds every calculator. What a calculator
wants to word differently it passes as a keyword: ``catalogue.arrears(hint="...")``.

``needed`` says whether the answer must be given. A question that is only asked in some cases
(``shown_when``) and must be answered there is ``needed`` with a field type of ``... | None``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from calculators.core.choices import Choice
from calculators.core.periods import Frequency
from calculators.core.questions import question

#: The most an amount may be before we ask the officer to look again.
MOST_RENT = Decimal("100000.00")
MOST_ARREARS = Decimal("100000.00")
#: A rent year of weekly charges has 52 weeks, and at least one must be charged.
MOST_RENT_FREE_WEEKS = 51

THE_CASE = "The case"
THE_RENT = "The rent"
#: How often rent is charged where it is charged in whole weeks.
CHARGED_BY_WEEKS = (
    Frequency.WEEKLY.value,
    Frequency.FORTNIGHTLY.value,
    Frequency.FOUR_WEEKLY.value,
)


class HelpWithRent(Choice):
    """What helps pay the rent, and who receives it."""

    NONE = ("none", "No help with rent")
    UC_TO_TENANT = ("uc-to-tenant", "Universal Credit, paid to the tenant")
    UC_MANAGED_PAYMENT = (
        "uc-managed-payment",
        "Universal Credit, with the rent paid to us",
        "A managed payment to landlord",
    )
    HOUSING_BENEFIT = ("housing-benefit", "Housing Benefit")
    NOT_KNOWN = ("not-known", "Not known yet")


def asked(label: str, *, needed: bool, shared: dict[str, Any], own: dict[str, Any]) -> Any:
    """A field from the shared wording and a calculator's own; ``own`` wins."""
    about = shared | own
    if not needed:
        about.pop("if_missing", None)
    if "default" not in about and (not needed or about.get("shown_when")):
        about["default"] = None
    return question(about.pop("label", label), **about)


def case_date(**own: Any) -> Any:
    """The day the answer is for: it chooses figures, policy version and rent year.

    ``case_date: Date``
    """
    shared = {
        "hint": "Usually today. It chooses the rates, the policy and the rent year.",
        "group": THE_CASE,
        "if_missing": "Enter the date the answer is for, like 4 12 2026",
        "prefill": "today",
    }
    return asked("Date the answer is for", needed=True, shared=shared, own=own)


def rent_amount(*, needed: bool = True, **own: Any) -> Any:
    """What is charged each time rent is charged, before any benefit.

    ``rent: Money`` (or ``Money | None``)
    """
    shared = {
        "hint": "The full charge for one period, before any benefit, like 112.50",
        "group": THE_RENT,
        "unit_from": "rent_frequency",
        "if_missing": "Enter the rent, like 112.50",
        "gt": Decimal("0.00"),
        "le": MOST_RENT,
    }
    return asked("Rent", needed=needed, shared=shared, own=own)


def rent_frequency(*, needed: bool = True, **own: Any) -> Any:
    """How often rent is charged to the account, which may not be how often it is paid.

    ``rent_frequency: Frequency`` (or ``Frequency | None``)
    """
    shared = {
        "hint": "As the rent account shows it, not how often the tenant pays.",
        "group": THE_RENT,
        "if_missing": "Choose how often rent is charged",
    }
    return asked("How often rent is charged", needed=needed, shared=shared, own=own)


def rent_charge_day(*, needed: bool = False, **own: Any) -> Any:
    """The weekday on which a week's rent is charged.

    ``rent_charge_day: ChargeDay | None``
    """
    shared = {
        "hint": "Most rent accounts use Monday.",
        "group": THE_RENT,
        "why": "Some rent years hold 53 charge days, and which ones depends on the weekday.",
        "if_missing": "Choose the day rent is charged",
        "shown_when": {"rent_frequency": CHARGED_BY_WEEKS},
    }
    return asked("Day rent is charged", needed=needed, shared=shared, own=own)


def rent_charge_date(*, needed: bool = False, **own: Any) -> Any:
    """Any one day on which rent was or will be charged, where it is not charged every week.

    ``rent_charge_date: Date | None``
    """
    shared = {
        "hint": "Any one of them, from the rent account. Leave empty if you do not know.",
        "group": THE_RENT,
        "why": "It fixes which weeks are charged, and so how many charges a rent year holds.",
        "if_missing": "Enter a date on which rent is charged, like 6 4 2026",
        "shown_when": {
            "rent_frequency": (Frequency.FORTNIGHTLY.value, Frequency.FOUR_WEEKLY.value)
        },
    }
    return asked("A date rent is charged", needed=needed, shared=shared, own=own)


def rent_free_weeks(**own: Any) -> Any:
    """Weeks in a rent year with no charge; none where rent is charged by the month or year.

    Always asked, so that rent-free weeks given with monthly rent are refused, not dropped: see
    :func:`calculators.core.periods.annual_amount` for what they do.

    ``rent_free_weeks: WholeNumber``
    """
    shared = {
        "hint": "Weeks in the rent year with no charge. 0 if there are none.",
        "group": THE_RENT,
        "unit": "rent-free weeks",
        "default": 0,
        "ge": 0,
        "le": MOST_RENT_FREE_WEEKS,
    }
    return asked("Rent-free weeks", needed=True, shared=shared, own=own)


def arrears(*, needed: bool = True, **own: Any) -> Any:
    """What is owed on the account on the day of the case.

    ``arrears: Money`` (or ``Money | None``)
    """
    shared = {
        "hint": "What the account owes today, like 846.20",
        "group": THE_CASE,
        "unit": "GBP",
        "if_missing": "Enter the arrears, like 846.20",
        "gt": Decimal("0.00"),
        "le": MOST_ARREARS,
    }
    return asked("Arrears", needed=needed, shared=shared, own=own)


def help_with_rent(**own: Any) -> Any:
    """What helps pay the rent, and who receives it.

    ``help_with_rent: HelpWithRent``
    """
    shared = {
        "hint": "Housing Benefit is worked out by the week, Universal Credit by the month.",
        "group": THE_RENT,
        "default": HelpWithRent.NOT_KNOWN,
    }
    return asked("Help with the rent", needed=True, shared=shared, own=own)
