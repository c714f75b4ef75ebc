"""The papers that go to court, in the order of the bundle."""

from __future__ import annotations

from collections.abc import Callable

from calculators.core.choices import YesNoNotKnown
from calculators.core.tenancies import ON_TRIAL
from calculators.court_costs.models import OrderAsked
from calculators.court_readiness.models import CourtReadinessInput, Paper
from calculators.protocol_ledger.models import ClaimRests, Stage

Needed = Callable[[CourtReadinessInput], bool]


def listed(paper: str, why: str, needed: Needed | None = None) -> tuple[Paper, Needed | None]:
    """A paper, and which cases need it; every case where nothing says which."""
    return Paper(paper=paper, why=why), needed


PAPERS = (
    listed("Claim form N5 and particulars N119", "What we ask for, and why"),
    listed("Tenancy agreement", "The rent, the terms and the service clause"),
    listed("Notice, as it was served", "The ground or reasons, and the date in it"),
    listed("Certificate of service", "Who served it, when and how"),
    listed(
        "Review papers",
        "The right to a review, and any decision with reasons",
        lambda case: case.tenure in ON_TRIAL,
    ),
    listed("Rent schedule for two years, with a running total", "Every sum due and paid"),
    listed("Daily rate and an up-to-date balance", "What is owed up to the hearing"),
    listed("Benefit position", "Benefit paid, awaited and deducted, and what we know of the claim"),
    listed("Contact log", "Each contact, visit, letter and referral, with its day"),
    listed("Rent statements sent", "A statement every quarter"),
    listed("Copy of the protocol, as it was sent", "Sent after the notice"),
    listed("Agreements to pay, and warnings", "What was agreed, kept and broken"),
    listed(
        "Letter with our reasons, the reply, and our answer",
        "Protocol Part 3",
        lambda case: case.no_choice is not ClaimRests.ARREARS,
    ),
    listed("Record on vulnerability and equality", "What a person decided, and why"),
    listed("Result of today's look for a breathing space", "Nothing protects the arrears"),
    listed(
        "Notification of the breathing space or order",
        "What is protected",
        lambda case: case.protected_since_notice is not YesNoNotKnown.NO,
    ),
    listed(
        "Repairs and inspection records",
        "What was reported and done, and when",
        lambda case: case.repairs_open is not YesNoNotKnown.NO,
    ),
    listed(
        "Income and spending",
        "The terms are affordable",
        lambda case: case.order_asked is not OrderAsked.OUTRIGHT,
    ),
    listed("Fee and fixed costs", "What the claim costs"),
    listed("Referral to housing options, or the tenant's refusal", "It was offered"),
    listed("Leaflet on free legal help, as it was given", "The tenant knows where to get help"),
    listed("Witness statement", "The facts, from a person who can speak to them"),
    listed("Sign-off", "Who agreed the claim"),
    listed(
        "Notice of the hearing, and proof that the tenant has it",
        "The tenant was told",
        lambda case: case.stage is Stage.CLAIM,
    ),
    listed(
        "Statement and letter sent before the hearing",
        "Sent in time, with what is asked",
        lambda case: case.stage is Stage.CLAIM,
    ),
)


def pack(inputs: CourtReadinessInput) -> tuple[Paper, ...]:
    """Every paper this case needs."""
    return tuple(paper for paper, needed in PAPERS if needed is None or needed(inputs))
