"""The tenancy: which law governs notices and claims, asked once for every calculator."""

from __future__ import annotations

from typing import Any

from calculators.core.catalogue import THE_CASE, asked
from calculators.core.choices import Choice, YesNoNotKnown


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
        "Act since 1 May 2026.",
    }
    return asked("Is the home let as social housing?", needed=True, shared=shared, own=own)
