"""Who lives in the home: questions that the benefit calculators share, worded once.

As in :mod:`calculators.core.catalogue`, a calculator gives each field the name that its function's
last line says. A calculator takes only the questions it needs; what one person's row asks
(:class:`Child`, :class:`NonDependant`) is the same everywhere, so that rows carry over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from calculators.core.catalogue import asked
from calculators.core.choices import Choice, YesNo, YesNoNotKnown
from calculators.core.doubts import doubt
from calculators.core.errors import Doubt
from calculators.core.questions import AskedModel, question
from calculators.core.reading import Date, Money
from calculators.core.wording import long_date

THE_HOUSEHOLD = "The household"
THE_HOME = "The home"
UNIVERSAL_CREDIT = "Universal Credit"
#: More people than this in one home is a slip.
MOST_PEOPLE = 20
MOST_BEDROOMS = 20


class Sex(Choice):
    """Needed only where it decides whether two children share a room."""

    FEMALE = ("female", "Female")
    MALE = ("male", "Male")
    NOT_KNOWN = ("not-known", "Not known yet")


class DisabilityBenefit(Choice):
    """The disability benefit a person gets, grouped as the rules need it."""

    NONE = ("none", "None")
    CARE_ENHANCED = (
        "care-enhanced",
        "PIP daily living (enhanced), DLA care (highest), Attendance Allowance (higher), or AFIP",
        "AFIP is the Armed Forces Independence Payment",
    )
    CARE = (
        "care",
        "PIP daily living (standard), DLA care (middle), or Attendance Allowance (lower)",
    )
    OTHER = ("other", "Only PIP mobility, DLA mobility, or DLA care at the lowest rate")
    NOT_KNOWN = ("not-known", "Not known yet")


class NonDependantFact(Choice):
    """What ends the charge for an adult who lives with the tenant, where one thing does."""

    NONE = ("none", "None of these")
    PENSION_CREDIT = ("pension-credit", "Gets Pension Credit")
    CARERS_ALLOWANCE = ("carers-allowance", "Gets Carer's Allowance")
    PRISON = ("prison", "In prison")
    CHILD_UNDER_5 = ("child-under-5", "Responsible for a child under 5")
    ARMED_FORCES = (
        "armed-forces",
        "A son or daughter of the tenant, away with the armed forces",
    )
    STUDENT = ("student", "A full-time student")
    UC_NOT_EARNING = ("uc-not-earning", "Gets Universal Credit and has no earnings")
    NOT_KNOWN = ("not-known", "Not known yet")


class Child(AskedModel):
    """A child, or a young person under 20 in education, whom the tenant or partner looks after."""

    born: Date = question(
        "Date of birth", if_missing="Enter the child's date of birth, like 6 4 2017"
    )
    sex: Sex = question(
        "Sex",
        default=Sex.NOT_KNOWN,
        why="From age 10, only two of the same sex are expected to share a room.",
    )
    disability: DisabilityBenefit = question(
        "Disability benefit",
        default=DisabilityBenefit.NONE,
        hint="Choose the first kind too if the child is certified severely sight impaired.",
    )
    needs_own_room: YesNoNotKnown = question(
        "Cannot share a room because of a disability?", default=YesNoNotKnown.NO
    )


class NonDependant(AskedModel):
    """An adult who lives with the tenant: not the partner, a joint tenant or a lodger."""

    beside_the_point = (("works_16_hours", ()),)

    born: Date = question(
        "Date of birth", if_missing="Enter the person's date of birth, like 6 4 2001"
    )
    couple_with_one_above: YesNo = question(
        "A couple with the person just above?", default=YesNo.NO
    )
    disability: DisabilityBenefit = question("Disability benefit", default=DisabilityBenefit.NONE)
    circumstances: NonDependantFact = question("Any of these?", default=NonDependantFact.NONE)
    works_16_hours: YesNoNotKnown = question(
        "Works 16 hours a week or more?",
        default=YesNoNotKnown.NOT_KNOWN,
        why="Housing Benefit takes more for a person in work. Universal Credit does not ask.",
    )
    gross_weekly_income: Money | None = question(
        "Income a week before tax",
        default=None,
        unit="GBP/week",
        ge=Decimal("0.00"),
        hint="Leave empty if you do not know. Universal Credit does not ask. Where the other of "
        "a couple does not work these hours, add their income here.",
        shown_when={"works_16_hours": (YesNoNotKnown.YES.value,)},
    )


#: So many children may share one day of birth; one more is more likely a row entered twice.
MOST_BORN_TOGETHER = 4


def born_together(children: Sequence[Child]) -> Iterator[Doubt]:
    """A question back where more children share one day of birth than are ever born together."""
    for number, child in enumerate(children):
        before = sum(each.born == child.born for each in children[:number])
        if before == MOST_BORN_TOGETHER:
            yield doubt(
                f"children.{number}.born",
                long_date(child.born),
                f"It is the date of birth of {before} other children too",
                "Take out any who are listed twice",
                called=f"Child {number + 1}",
            )


def date_of_birth(*, needed: bool = True, **own: Any) -> Any:
    """The tenant's date of birth.

    ``date_of_birth: Date`` (or ``Date | None``)
    """
    shared = {
        "group": THE_HOUSEHOLD,
        "why": "Rates depend on age: 25 for Universal Credit, State Pension age for others.",
        "if_missing": "Enter the tenant's date of birth, like 6 4 1988",
    }
    return asked("Tenant's date of birth", needed=needed, shared=shared, own=own)


def partner(**own: Any) -> Any:
    """Whether the tenant lives with a partner.

    ``partner: YesNo``
    """
    shared = {
        "group": THE_HOUSEHOLD,
        "default": YesNo.NO,
        "hint": "A husband, wife or civil partner, or somebody they live with as a couple.",
    }
    return asked("Lives with a partner?", needed=True, shared=shared, own=own)


def partner_date_of_birth(**own: Any) -> Any:
    """The partner's date of birth, asked where there is a partner.

    ``partner_date_of_birth: Date | None``
    """
    shared = {
        "group": THE_HOUSEHOLD,
        "if_missing": "Enter the partner's date of birth, like 6 4 1988",
        "shown_when": {"partner": (YesNo.YES.value,)},
    }
    return asked("Partner's date of birth", needed=True, shared=shared, own=own)


def children(**own: Any) -> Any:
    """Children and young people the household is responsible for.

    ``children: tuple[Child, ...]``
    """
    shared = {
        "group": THE_HOUSEHOLD,
        "default": (),
        "row": "Child",
        "max_rows": MOST_PEOPLE,
        "hint": "Up to 19, if still in school or college below degree level.",
    }
    return asked("Children and young people", needed=True, shared=shared, own=own)


def non_dependants(**own: Any) -> Any:
    """Other adults who live in the home.

    ``non_dependants: tuple[NonDependant, ...]``
    """
    shared = {
        "group": THE_HOUSEHOLD,
        "default": (),
        "row": "Adult",
        "max_rows": MOST_PEOPLE,
        "hint": "Grown-up children, parents, friends. Not a partner, a joint tenant or a lodger.",
    }
    return asked("Other adults in the home", needed=True, shared=shared, own=own)


def disability_benefit(**own: Any) -> Any:
    """The tenant's own disability benefit.

    ``disability_benefit: DisabilityBenefit``
    """
    shared = {"group": THE_HOUSEHOLD, "default": DisabilityBenefit.NONE}
    return asked("Tenant's disability benefit", needed=True, shared=shared, own=own)


def partner_disability_benefit(**own: Any) -> Any:
    """The partner's disability benefit.

    ``partner_disability_benefit: DisabilityBenefit``
    """
    shared = {
        "group": THE_HOUSEHOLD,
        "default": DisabilityBenefit.NONE,
        "shown_when": {"partner": (YesNo.YES.value,)},
    }
    return asked("Partner's disability benefit", needed=True, shared=shared, own=own)


def severely_sight_impaired(**own: Any) -> Any:
    """Whether the tenant or partner is certified severely sight impaired (blind).

    ``severely_sight_impaired: YesNo``
    """
    shared = {
        "group": THE_HOUSEHOLD,
        "default": YesNo.NO,
        "hint": "Blind, as the certificate of the eye clinic puts it.",
    }
    label = "Tenant or partner certified severely sight impaired?"
    return asked(label, needed=True, shared=shared, own=own)


def bedrooms(*, needed: bool = True, **own: Any) -> Any:
    """Bedrooms the home has, as the tenancy counts them.

    ``bedrooms: WholeNumber`` (or ``WholeNumber | None``)
    """
    shared = {
        "group": THE_HOME,
        "unit": "bedrooms",
        "ge": 0,
        "le": MOST_BEDROOMS,
        "hint": "As the tenancy counts them. 0 for a bedsit.",
        "if_missing": "Enter how many bedrooms the home has, like 2",
    }
    return asked("Bedrooms in the home", needed=needed, shared=shared, own=own)


def capital(*, needed: bool = True, **own: Any) -> Any:
    """Savings and other capital of the tenant and partner together.

    ``capital: Money`` (or ``Money | None``)
    """
    shared = {
        "group": THE_HOUSEHOLD,
        "unit": "GBP",
        "ge": Decimal("0.00"),
        "hint": "Bank accounts, savings and investments of both. 0 if there are none.",
        "if_missing": "Enter the savings, like 250.00, or 0",
    }
    return asked("Savings and capital", needed=needed, shared=shared, own=own)


def in_greater_london(**own: Any) -> Any:
    """Whether the home is in Greater London.

    ``in_greater_london: YesNo``
    """
    shared = {
        "group": THE_HOME,
        "default": YesNo.NO,
        "why": "The benefit cap is higher there.",
    }
    return asked("Home in Greater London?", needed=True, shared=shared, own=own)


def assessment_period_start(*, needed: bool = True, **own: Any) -> Any:
    """First day of the Universal Credit assessment period the answer is for.

    ``assessment_period_start: Date`` (or ``Date | None``)
    """
    shared = {
        "group": UNIVERSAL_CREDIT,
        "hint": "From the statement in the tenant's online account.",
        "why": "New rates apply from the first assessment period that starts on or after the day.",
        "if_missing": "Enter the first day of the assessment period, like 14 11 2026",
    }
    return asked("Assessment period starts", needed=needed, shared=shared, own=own)
