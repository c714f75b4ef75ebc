"""The tenancy: which law governs notices and claims, asked once for every calculator."""

from __future__ import annotations

import datetime as dt
from typing import Any

from calculators.core.catalogue import THE_CASE, asked
from calculators.core.choices import Choice, YesNoNotKnown
from calculators.core.wording import long_date

#: SI 2026/421 reg. 2: the Renters' Rights Act began for assured tenancies that are not social
#: housing.
RENTERS_RIGHTS_PRIVATE_FROM = dt.date(2026, 5, 1)
#: The government's plan for social housing: "from October 2027". No regulations have been seen and
#: no day is set, so from here on nothing is certain. It is never read as the day itself.
RENTERS_RIGHTS_SOCIAL_PLANNED = dt.date(2027, 10, 1)


class Tenure(Choice):
    """The tenancy, in the words of the organisation's file."""

    SECURE = ("secure", "Secure", "A council tenancy after any trial period")
    FLEXIBLE = ("flexible", "Flexible", "A council tenancy for a fixed term")
    INTRODUCTORY = ("introductory", "Introductory", "A council tenancy in its trial period")
    DEMOTED = ("demoted", "Demoted", "A council tenancy demoted by the court")
    ASSURED = ("assured", "Assured", "A housing association tenancy")
    STARTER = (
        "starter assured shorthold",
        "Starter (assured shorthold)",
        "A housing association tenancy in its trial period",
    )
    OTHER = ("other", "Another: former tenant, garage, leaseholder or market rent")


#: Tenancies of councils, whose notices the Housing Acts 1985 and 1996 govern.
COUNCIL = (Tenure.SECURE, Tenure.FLEXIBLE, Tenure.INTRODUCTORY, Tenure.DEMOTED)
#: Council tenancies in a trial period: Housing Act 1996, Part V.
ON_TRIAL = (Tenure.INTRODUCTORY, Tenure.DEMOTED)
#: Tenancies of housing associations: Housing Act 1988.
ASSOCIATION = (Tenure.ASSURED, Tenure.STARTER)
COVERED = (*COUNCIL, *ASSOCIATION)


class Landlord(Choice):
    """Whose tenancy it is."""

    COUNCIL = ("council", "A council")
    ASSOCIATION = ("housing association", "A housing association")


def act_allows(landlord: Landlord | None) -> YesNoNotKnown:
    """Whether an Act lets the landlord serve a statutory notice at the address or by post.

    Source:
        Local Government Act 1972 s.233, for councils only.
    """
    if landlord is None:
        return YesNoNotKnown.NOT_KNOWN
    return YesNoNotKnown.YES if landlord is Landlord.COUNCIL else YesNoNotKnown.NO


def tenure(**own: Any) -> Any:
    """The tenancy.

    ``tenure: Tenure``
    """
    shared = {
        "group": THE_CASE,
        "if_missing": "Choose the tenancy",
        "why": "Notices and claims differ from tenancy to tenancy.",
    }
    return asked("Tenancy", needed=True, shared=shared, own=own)


def social_housing(**own: Any) -> Any:
    """Whether an assured tenancy is social housing, on which its regime depends.

    ``social_housing: YesNoNotKnown``
    """
    shared = {
        "default": YesNoNotKnown.NOT_KNOWN,
        "hint": "Yes for social rent and affordable rent. No for a home let at market rent.",
        "group": THE_CASE,
        "shown_when": {"tenure": tuple(each.value for each in ASSOCIATION)},
        "why": "Assured tenancies that are not social housing have been under the Renters' Rights "
        f"Act since {long_date(RENTERS_RIGHTS_PRIVATE_FROM)}.",
    }
    return asked("Is the home let as social housing?", needed=True, shared=shared, own=own)
