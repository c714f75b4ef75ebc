"""Answers picked from a list that only Universal Credit asks for."""

from __future__ import annotations

from calculators.core.choices import Choice


class Health(Choice):
    """What the DWP has decided about a person's health and work."""

    NONE = ("none", "No decision about limited capability")
    LCW = ("lcw", "Limited capability for work")
    LCWRA = ("lcwra", "Limited capability for work and work-related activity (LCWRA)")


class LcwraRate(Choice):
    """Why the higher rate of LCWRA is protected, where it is."""

    PRE_2026 = ("pre-2026", "Protected: carried on from before 6 April 2026")
    SEVERE = ("severe-conditions", "Protected: meets the severe conditions criteria")
    TERMINAL = ("terminally-ill", "Protected: terminally ill")
    NEW = ("new", "Not protected: none of these")
    NOT_KNOWN = ("not-known", "Not known yet")

    @property
    def protected(self) -> bool | None:
        """Whether the higher rate is protected; None where it is not known."""
        if self is LcwraRate.NOT_KNOWN:
            return None
        return self is not LcwraRate.NEW


class Work(Choice):
    """Whether somebody works, or why not, as the rules for childcare ask it."""

    WORKS = ("works", "Works")
    LIMITED = ("limited-capability", "Has limited capability for work")
    CARING = ("caring", "Cares for a severely disabled person")
    AWAY = ("away", "Temporarily away from the home")
    NO = ("no", "None of these")
    NOT_KNOWN = ("not-known", "Not known yet")


class Housing(Choice):
    """What kind of home it is, as far as Universal Credit's housing amount goes."""

    RENTED = ("rented", "Rented from a council or housing association")
    SHARED_OWNERSHIP = ("shared-ownership", "Shared ownership")
    SPECIFIED = (
        "specified",
        "Specified or temporary accommodation",
        "Housing Benefit helps with this rent, not Universal Credit",
    )
    NO_RENT = ("no-rent", "No rent to pay")


class Pay(Choice):
    """How the take-home pay is given."""

    ONE_AMOUNT = ("one-amount", "One amount for the assessment period, or none")
    PAYDAYS = ("paydays", "A list of paydays")
    PATTERN = ("pattern", "A regular pay pattern")


class Who(Choice):
    """Whose pay it is."""

    TENANT = ("tenant", "Tenant")
    PARTNER = ("partner", "Partner")


class Income(Choice):
    """Money other than pay: what it is decides whether Universal Credit counts it."""

    CARERS_ALLOWANCE = ("carers-allowance", "Carer's Allowance")
    JSA = ("new-style-jsa", "New-style Jobseeker's Allowance")
    ESA = ("new-style-esa", "New-style ESA without the support component")
    ESA_SUPPORT = ("new-style-esa-support", "New-style ESA with the support component")
    PENSION = ("pension", "State, workplace or private pension")
    SPOUSAL = ("spousal-maintenance", "Maintenance for a husband, wife or civil partner")
    MATERNITY = ("maternity-allowance", "Maternity Allowance")
    WIDOWED_PARENT = ("widowed-parents-allowance", "Widowed Parent's Allowance")
    INDUSTRIAL = ("industrial-injuries", "Industrial injuries benefit")
    WAR_PENSION = ("war-pension", "War pension")
    GUARDIAN = ("guardians-allowance", "Guardian's Allowance")
    CHILD_MAINTENANCE = ("child-maintenance", "Child maintenance")
    DISABILITY = ("disability-benefit", "PIP, DLA, Attendance Allowance or AFIP")
    HOUSING_BENEFIT = ("housing-benefit", "Housing Benefit")
    OTHER = ("other", "Something else")


class Special(Choice):
    """A fact that puts the award outside what is worked out here."""

    NONE = ("none", "None of these")
    SELF_EMPLOYED = ("self-employed", "Somebody is self-employed")
    TRANSITIONAL = ("transitional", "Transitional protection after moving from old benefits")
    SURPLUS = ("surplus", "High earnings ended Universal Credit in the last 6 months")
    STUDENT = ("student", "Somebody is a full-time student")
    AWAY = ("away", "Somebody is in hospital, in prison or abroad")
    NOT_KNOWN = ("not-known", "Not known yet")
