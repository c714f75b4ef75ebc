"""Questions about how something was served, worded once for every court calculator."""

from __future__ import annotations

from typing import Any

from calculators.core.catalogue import asked
from calculators.core.choices import YesNoNotKnown
from calculators.core.service import Clause, ClauseSays, Method, TimeOfDay

SERVICE = "How it was served"
#: Ways other than into the tenant's hand, for which a service clause matters.
NOT_BY_HAND = tuple(each.value for each in Method if each is not Method.BY_HAND)
#: A clause that gives longer than this is a slip.
MOST_DAYS = 28


def method(**own: Any) -> Any:
    """How it was given.

    ``method: Method``
    """
    shared = {"group": SERVICE, "if_missing": "Choose how it was served"}
    return asked("How was it served?", needed=True, shared=shared, own=own)


def given_on(**own: Any) -> Any:
    """The day it was handed over, left, posted or sent.

    ``given_on: Date``
    """
    shared = {
        "group": SERVICE,
        "hint": "The day it was handed over, left, posted or sent.",
        "if_missing": "Enter the day it was given, like 4 12 2026",
    }
    return asked("Day it was given", needed=True, shared=shared, own=own)


def time_given(**own: Any) -> Any:
    """Whether it was given before 4.30pm.

    ``time_given: TimeOfDay``
    """
    shared = {"group": SERVICE, "default": TimeOfDay.NOT_KNOWN}
    return asked("At what time?", needed=True, shared=shared, own=own)


def clause_says(**own: Any) -> Any:
    """What the tenancy agreement says about when a notice counts as served.

    ``clause_says: ClauseSays``
    """
    shared = {
        "group": SERVICE,
        "default": ClauseSays.NOT_KNOWN,
        "hint": "Look for “notices” or “service” in the agreement, for this way of giving it.",
        "shown_when": {"method": NOT_BY_HAND},
        "why": "The agreement comes first. Without a clause, other rules or proof decide.",
    }
    return asked("What does the agreement say about service?", needed=True, shared=shared, own=own)


def clause_days(**own: Any) -> Any:
    """How many days the service clause gives.

    ``clause_days: WholeNumber | None``
    """
    shared = {
        "group": SERVICE,
        "unit": "number",
        "hint": "0 where it counts from the same day.",
        "ge": 0,
        "le": MOST_DAYS,
        "if_missing": "Enter how many days the agreement says, like 2",
        "shown_when": {"clause_says": (ClauseSays.DAYS.value, ClauseSays.WORKING_DAYS.value)},
    }
    return asked("How many days does it say?", needed=True, shared=shared, own=own)


def email_agreed(**own: Any) -> Any:
    """Whether the agreement or the person allows email.

    ``email_agreed: YesNoNotKnown``
    """
    shared = {
        "group": SERVICE,
        "default": YesNoNotKnown.NOT_KNOWN,
        "hint": "In the agreement, or in writing for this purpose.",
        "shown_when": {"method": (Method.EMAIL.value,)},
    }
    return asked("Is service by email agreed?", needed=True, shared=shared, own=own)


def received_on(**own: Any) -> Any:
    """The day the tenant is proved to have had it.

    ``received_on: Date | None``
    """
    shared = {
        "group": SERVICE,
        "hint": "Only if it can be proved: an answer from the tenant, say. Otherwise leave empty.",
        "shown_when": {"method": NOT_BY_HAND},
    }
    return asked("Day the tenant had it", needed=False, shared=shared, own=own)


def clause_of(says: ClauseSays, days: int | None) -> Clause:
    """The answers about the service clause, as one."""
    return Clause(says, days or 0)
