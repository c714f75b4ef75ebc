"""The papers that go to court, in the order of the bundle."""

from __future__ import annotations

from calculators.core.choices import YesNoNotKnown
from calculators.core.tenancies import ON_TRIAL
from calculators.court_costs.models import OrderAsked
from calculators.court_readiness.models import CourtReadinessInput, Paper
from calculators.protocol_ledger.models import ClaimRests, Stage


def pack(inputs: CourtReadinessInput) -> tuple[Paper, ...]:
    """Every paper this case needs."""
    papers = [
        ("Claim form N5 and particulars N119", "What we ask for, and why"),
        ("Tenancy agreement", "The rent, the terms and the service clause"),
        ("Notice, as it was served", "The ground or reasons, and the date in it"),
        ("Certificate of service", "Who served it, when and how"),
    ]
    if inputs.tenure in ON_TRIAL:
        papers.append(("Review papers", "The right to a review, and any decision with reasons"))
    papers += [
        ("Rent schedule for two years, with a running total", "Every sum due and paid"),
        ("Daily rate and an up-to-date balance", "What is owed up to the hearing"),
        ("Benefit position", "Benefit paid, awaited and deducted, and what we know of the claim"),
        ("Contact log", "Each contact, visit, letter and referral, with its day"),
        ("Rent statements sent", "A statement every quarter"),
        ("Copy of the protocol, as it was sent", "Sent after the notice"),
        ("Agreements to pay, and warnings", "What was agreed, kept and broken"),
    ]
    if inputs.no_choice is not ClaimRests.ARREARS:
        papers.append(("Letter with our reasons, the reply, and our answer", "Protocol Part 3"))
    papers += [
        ("Record on vulnerability and equality", "What a person decided, and why"),
        ("Result of today's look for a breathing space", "Nothing protects the arrears"),
    ]
    if inputs.protected_since_notice is not YesNoNotKnown.NO:
        papers.append(("Notification of the breathing space or order", "What is protected"))
    if inputs.repairs_open is not YesNoNotKnown.NO:
        papers.append(("Repairs and inspection records", "What was reported and done, and when"))
    if inputs.order_asked is not OrderAsked.OUTRIGHT:
        papers.append(("Income and spending", "The terms are affordable"))
    papers += [
        ("Fee and fixed costs", "What the claim costs"),
        ("Referral to housing options, or the tenant's refusal", "It was offered"),
        ("Leaflet on free legal help, as it was given", "The tenant knows where to get help"),
        ("Witness statement", "The facts, from a person who can speak to them"),
        ("Sign-off", "Who agreed the claim"),
    ]
    if inputs.stage is Stage.CLAIM:
        papers += [
            ("Notice of the hearing, and proof that the tenant has it", "The tenant was told"),
            ("Statement and letter sent before the hearing", "Sent in time, with what is asked"),
        ]
    return tuple(Paper(paper=paper, why=why) for paper, why in papers)
