"""Facts that put an award outside what is worked out here: a plain cannot tell, and why."""

from __future__ import annotations

from calculators.core.ages import age_on
from calculators.core.choices import YesNoNotKnown
from calculators.universal_credit import elements
from calculators.universal_credit.case import Case
from calculators.universal_credit.choices import Income, Special

#: Under this age most people cannot claim, and other rules apply to those who can.
FULL_AGE = 18
SPECIAL = {
    Special.SELF_EMPLOYED: (
        "somebody is self-employed, and profits, start-up time and the minimum income floor are "
        "not worked out here.",
        "the award on the online account",
    ),
    Special.TRANSITIONAL: (
        "transitional protection adds an amount of its own that wears away, which only the award "
        "shows.",
        "the transitional element on the award",
    ),
    Special.SURPLUS: (
        "surplus earnings may be carried over from before, which is not worked out here.",
        "what the DWP has carried over",
    ),
    Special.STUDENT: (
        "full-time students can only get it in some cases, and student income counts in its own "
        "way.",
        "what the DWP has decided about the course",
    ),
    Special.AWAY: (
        "time in hospital, in prison or abroad has rules of its own.",
        "what the DWP has decided about the absence",
    ),
    Special.NOT_KNOWN: (
        "it is not known whether something applies that is not worked out here.",
        "whether anybody is self-employed, a student or away, or has transitional protection",
    ),
}


def why_outside(case: Case) -> tuple[str, ...]:
    """Why the award cannot be told and what would settle it; empty where it can."""
    inputs = case.inputs
    if inputs.special in SPECIAL:
        return SPECIAL[inputs.special]
    births = [inputs.date_of_birth]
    if inputs.partner_date_of_birth and case.claims_as_couple:
        births.append(inputs.partner_date_of_birth)
    if any(age_on(each, case.last) < FULL_AGE for each in births):
        return (
            "at 16 or 17 Universal Credit is only for some, with rules that are not worked out "
            "here.",
            "whether the DWP has accepted the claim, and at which rate",
        )
    if any(each.kind is Income.OTHER and each.amount for each in inputs.other_income):
        return (
            "it is not said what the other money is, and so whether it counts.",
            "what the other money is",
        )
    cares = {inputs.carer, inputs.partner_carer} != {YesNoNotKnown.NO}
    if case.has_old_lcw() and cares:
        return (
            "how the older amount for limited capability goes with caring is not worked out here.",
            "the amounts on the award",
        )
    return childcare_beyond(case)


def childcare_beyond(case: Case) -> tuple[str, ...]:
    """Why childcare of more than two children cannot be told from April 2026."""
    inputs = case.inputs
    if case.first < elements.APRIL_2026 or (inputs.childcare_children or 0) <= 2:
        return ()
    if inputs.childcare_costs is None or case.childcare_met() is False:
        return ()
    due = inputs.childcare_costs * case.of_uc("childcare.share")
    if due <= case.of_uc("childcare.most_more_children"):
        return ()
    return (
        "more was announced for childcare of a third child, and no regulation is held that says "
        "from when.",
        "the childcare amount on the award",
    )
