"""The lists to print: for the day of the eviction, and for closing the account after it."""

from __future__ import annotations

from calculators.core.wording import day_and_date
from calculators.eviction_readiness import rules
from calculators.eviction_readiness.days import Days
from calculators.eviction_readiness.models import EvictionReadinessInput


def day_list(inputs: EvictionReadinessInput, days: Days) -> list[str]:
    """What to take along and do on the day of the eviction."""
    when = f" on {day_and_date(days.eviction_on)}" if days.eviction_on else ""
    found = [
        "Take the order, the warrant, the bailiff's notice, the risk assessment and the record of "
        "the last checks.",
        f"Meet the bailiff and the locksmith at the home{when}.",
        "Stop if a breathing space, a court's decision or payment in full comes to light.",
        "Let the bailiff carry out the eviction; nobody else may.",
        "Give the household the housing options team's address and telephone number.",
    ]
    if inputs.children_in_home is not rules.NO:
        found.append("Have children's services' number to hand, and ring it if a child is there.")
    if inputs.care_needs is not rules.NO:
        found.append("Have adults' services' number to hand, and ring it if somebody needs care.")
    return [
        *found,
        "See that pets leave with the household, or go to the care arranged.",
        "Change the locks; note who holds which keys.",
        "Make gas and electricity safe, capped or locked off.",
        "List what is left in the home, room by room, with photographs.",
        "Seal and secure the home, and photograph it.",
        "Get the bailiff's record of the eviction, with the time.",
    ]


def closure_list(days: Days) -> list[str]:
    """What to do once the eviction has been carried out."""
    as_at = f", {day_and_date(days.eviction_on)}" if days.eviction_on else ""
    by = f" by {day_and_date(days.letter_by)}" if days.letter_by else ""
    sale = "Give notice before any sale."
    if days.sale_from is not None:
        sale += (
            f" Where money is owed there are {days.words('sale_from')}: not before "
            f"{day_and_date(days.sale_from)}."
        )
    return [
        f"Close the rent account on the day of the eviction{as_at}, not at the end of the week, "
        "and charge no rent after it.",
        "Open a former tenant account with the balance, court costs and recharges, each kept "
        "apart.",
        f"Write to the tenant{by} with how to collect belongings and how long they are kept.",
        "Look after belongings until then. Rubbish and what would go off may go at once.",
        sale,
        "Account to the tenant for the proceeds of a sale, less its costs.",
        "File the bailiff's record, the list of belongings and the photographs.",
    ]
