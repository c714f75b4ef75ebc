"""Bedroom entitlement: rooms needed, rooms spare, what they cost, and what would change it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from calculators.bedroom_entitlement import rules
from calculators.bedroom_entitlement.models import (
    BedroomEntitlementInput,
    BedroomEntitlementResult,
    ChangeRow,
    RoomRow,
    RulesRow,
)
from calculators.bedroom_entitlement.people import (
    facts_missing,
    household_on,
    needed_by,
    room_rows,
)
from calculators.core.ages import reached_state_pension_age, state_pension_day
from calculators.core.bedrooms import Rooms
from calculators.core.calendar import add_months
from calculators.core.catalogue import HelpWithRent
from calculators.core.choices import YesNo
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO, nearest_penny
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.periods import Frequency, converted
from calculators.core.trace import Trace
from calculators.core.wording import capitalised, counted, in_list, percent, pounds
from calculators.housing_benefit.models import Accommodation

__all__ = ["BedroomEntitlementInput", "BedroomEntitlementResult", "calculate"]

YEARS_AHEAD = 5
UC, HB = "Universal Credit", "Housing Benefit"
WHICH_HELP = "what helps with the rent"
MIXED_AGE = "whether the pension-age or the working-age rules apply to this couple"
JOINT = "how the council counts the joint tenants"
UC_REGS = "Universal Credit Regulations 2013, Sch. 4"
HB_REGS = "Housing Benefit Regulations 2006, reg. B13"


@dataclass(frozen=True)
class Under:
    """What one benefit's rules come to for the household.

    Attributes:
        name: The benefit.
        needed: Rooms needed.
        spare: Rooms spare.
        share: The share taken; None where it is not one share.
        outcome: Whether anything is taken.
    """

    name: str
    needed: Rooms
    spare: Rooms
    share: Decimal | None
    outcome: Outcome


def calculate(inputs: BedroomEntitlementInput, figures: FigureSet) -> BedroomEntitlementResult:
    """Rooms needed, spare and what they cost.

    Args:
        inputs: The home, its rent and everybody who lives in it.
        figures: The shares taken, read on the day the answer is for.

    Raises:
        CannotCalculate: For a day whose shares are not held.
    """
    return Count(inputs, figures).result()


class Count:
    """One household being counted: the facts, the figures, and the working as it grows."""

    def __init__(self, inputs: BedroomEntitlementInput, figures: FigureSet) -> None:
        """Count under both sets of rules."""
        self.inputs = inputs
        self.trace = Trace(figures)
        self.day = inputs.case_date
        self.people = household_on(inputs, self.day)
        self.weekly_rent = self.rent_by(Frequency.WEEKLY)
        self.monthly_rent = self.rent_by(Frequency.MONTHLY)
        self.uc, self.hb = self.under(UC), self.under(HB)

    def rent_by(self, wanted: Frequency) -> Decimal:
        """The rent that counts for a period, in equal parts of the year, to the nearest penny."""
        inputs = self.inputs
        free = 0
        if inputs.rent_free_weeks:
            free = inputs.rent_free_weeks // inputs.rent_frequency.weeks
        amount = inputs.rent - inputs.charges_not_covered
        return nearest_penny(converted(amount, inputs.rent_frequency, wanted, free_periods=free))

    # One set of rules

    def under(self, name: str) -> Under:
        """What a benefit's rules come to."""
        needed = needed_by(self.inputs, self.day, couples_share=name == HB)
        spare = rules.spare(self.inputs.bedrooms, needed)
        exempt, unknown = self.exempt(name)
        names = {rules.share_figure(number) for number in (spare.least, spare.most)}
        if exempt:
            return Under(name, needed, spare, None, no(sentence(exempt)))
        if names == {""}:
            return Under(name, needed, spare, None, no("No bedroom is spare."))
        if unknown:
            return Under(name, needed, spare, None, cannot_tell(sentence(unknown), unknown))
        if len(names) > 1:
            facts = facts_missing(self.inputs, self.day)
            because = f"{rooms_words(needed)} needed, {self.inputs.bedrooms} in the home."
            verdict = yes(because) if spare.least else cannot_tell(because, *facts)
            return Under(name, needed, spare, None, verdict)
        share = self.trace.number(names.pop(), self.day)
        return Under(name, needed, spare, share, yes(f"{spare_words(spare)} spare."))

    def exempt(self, name: str) -> tuple[str, str]:
        """Why a benefit takes nothing for spare rooms, and the fact that is missing to say so."""
        inputs = self.inputs
        supported = inputs.accommodation is not Accommodation.GENERAL
        shared = inputs.shared_ownership is YesNo.YES
        sanctuary = inputs.sanctuary_scheme is YesNo.YES
        if name == UC:
            return (
                rules.exempt_from_universal_credit(
                    supported=supported,
                    shared_ownership=shared,
                    sanctuary=sanctuary,
                    joint_tenants=inputs.others_liable,
                ),
                "",
            )
        old = [reached_state_pension_age(born, self.day) for born in inputs.births]
        exempt = rules.exempt_from_housing_benefit(
            pension_age=all(old),
            supported=supported,
            shared_ownership=shared,
            sanctuary=sanctuary,
        )
        unknown = MIXED_AGE if any(old) else JOINT if inputs.others_liable else ""
        return exempt, unknown

    # The benefit in payment

    @property
    def in_use(self) -> Under:
        """The rules of the benefit in payment; Universal Credit's where it can be either."""
        housing_benefit = self.inputs.help_with_rent is HelpWithRent.HOUSING_BENEFIT
        return self.hb if housing_benefit or self.inputs.all_of_pension_age else self.uc

    def reduction(self) -> Outcome:
        """Whether anything is taken, under the benefit in payment."""
        if self.inputs.help_with_rent is HelpWithRent.NONE:
            return no("No help with rent is in payment, so nothing is taken from it.")
        if self.inputs.help_with_rent is not HelpWithRent.NOT_KNOWN:
            return self.in_use.outcome
        if self.inputs.all_of_pension_age:
            return self.hb.outcome  # Universal Credit ends at that age
        same = self.uc.outcome.verdict is self.hb.outcome.verdict
        if same and self.uc.share == self.hb.share:
            return self.uc.outcome
        return cannot_tell(f"{UC} and {HB} come to different answers.", WHICH_HELP)

    def result(self) -> BedroomEntitlementResult:
        """The whole answer."""
        now, reduction = self.in_use, self.reduction()
        needed, spare = now.needed, now.spare
        in_payment = reduction.verdict is Verdict.YES and now.share is not None
        share = now.share if in_payment else None
        weekly = None if share is None else rules.taken(self.weekly_rent, share)
        monthly = None
        if share is not None and now.name == UC:
            monthly = rules.taken(self.monthly_rent, share)
        self.show(now, share, weekly, monthly)
        short = needed.least - self.inputs.bedrooms
        return BedroomEntitlementResult(
            answer=self.answer(now, reduction, share, weekly),
            warnings=tuple(self.warnings(short)),
            next_steps=tuple(self.next_steps(reduction)),
            working=self.trace.finish(),
            reduction=reduction,
            needed=needed.least if needed.known else None,
            needed_at_least=None if needed.known else needed.least,
            needed_at_most=None if needed.known else needed.most,
            spare=spare.least if spare.known else None,
            short=short if short > 0 else None,
            share=share,
            weekly=weekly,
            monthly=monthly,
            rent_counted=self.weekly_rent,
            rooms=self.rooms(now),
            both=tuple(self.row(each) for each in (self.uc, self.hb)),
            changes=self.changes(),
        )

    def rooms(self, now: Under) -> tuple[RoomRow, ...]:
        """Who has which room, under the rules in use."""
        return tuple(room_rows(self.inputs, self.day, couples_share=now.name == HB))

    def row(self, under: Under) -> RulesRow:
        """One benefit's rules as a row."""
        weekly = None if under.share is None else rules.taken(self.weekly_rent, under.share)
        return RulesRow(
            rules=under.name,
            needed=number_words(under.needed),
            spare=number_words(under.spare),
            share=under.share,
            weekly=weekly,
            because=under.outcome.because,
        )

    def show(
        self, now: Under, share: Decimal | None, weekly: Decimal | None, monthly: Decimal | None
    ) -> None:
        """Write the sums down."""
        source = HB_REGS if now.name == HB else f"{UC_REGS} paras 10 and 12"
        if now.needed.known:
            rows = self.rooms(now)
            self.trace.step(
                "Bedrooms needed",
                now.needed.least,
                unit="bedrooms",
                sum=" + ".join("1" for _ in rows),
                source=source,
            )
        if share is None or weekly is None:
            return
        self.trace.step(
            "Spare bedrooms, at least",
            now.spare.least,
            unit="bedrooms",
            sum=f"{self.inputs.bedrooms} − {now.needed.most}",
            source=HB_REGS if now.name == HB else f"{UC_REGS} para. 36(1)",
        )
        self.trace.step(
            "Taken a week",
            weekly,
            unit="GBP/week",
            sum=f"{pounds(self.weekly_rent)} × {percent(share)}",
            rounding="To the nearest penny, half a penny up",
            source=HB_REGS if now.name == HB else f"{UC_REGS} para. 36(2)",
        )
        if monthly is not None:
            self.trace.step(
                "Taken a month",
                monthly,
                unit="GBP/month",
                sum=f"{pounds(self.monthly_rent)} × {percent(share)}",
                rounding="To the nearest penny, half a penny up",
                source=f"{UC_REGS} paras 7 and 36(2)",
            )

    # Days ahead

    def changes(self) -> tuple[ChangeRow, ...]:
        """Birthdays of children, and State Pension age, in the years ahead."""
        inputs = self.inputs
        last = add_months(self.day, 12 * YEARS_AHEAD)
        what: dict[dt.date, list[str]] = {}
        for number, child in enumerate(inputs.children, start=1):
            for day, age in rules.birthdays_that_count(child.born, self.day, last):
                what.setdefault(day, []).append(f"Child {number} turns {age}")
        rows = [self.change(day, happens) for day, happens in what.items()]
        pension = [state_pension_day(born) for born in inputs.births]
        if all(each is not None for each in pension):
            day = max(each for each in pension if each is not None)
            if self.day < day <= last:
                rows.append(self.pension_change(day))
        return tuple(sorted(rows, key=lambda row: row.day))

    def change(self, day: dt.date, happens: list[str]) -> ChangeRow:
        """What a day's birthdays do to the number of rooms."""
        inputs, share_with = self.inputs, self.in_use.name == HB
        before = needed_by(inputs, day - dt.timedelta(days=1), couples_share=share_with)
        after = needed_by(inputs, day, couples_share=share_with)
        spare = rules.spare(inputs.bedrooms, after)
        return ChangeRow(
            day=day,
            what=in_list(happens),
            change=change_words(before, after),
            needed=number_words(after),
            spare=number_words(spare),
            weekly=self.taken_then(spare),
        )

    def taken_then(self, spare: Rooms) -> Decimal | None:
        """What so many spare rooms would take a week at today's rent and share."""
        exempt, unknown = self.exempt(self.in_use.name)
        if exempt or self.inputs.help_with_rent is HelpWithRent.NONE:
            return ZERO
        names = {rules.share_figure(number) for number in (spare.least, spare.most)}
        if names == {""}:
            return ZERO
        if unknown or len(names) > 1:
            return None
        return rules.taken(self.weekly_rent, self.trace.number(names.pop(), self.day))

    def pension_change(self, day: dt.date) -> ChangeRow:
        """The day on which everybody on the tenancy is over State Pension age."""
        both = len(self.inputs.births) > 1
        who = "Both have reached" if both else "The tenant reaches"
        needed = needed_by(self.inputs, day, couples_share=True)
        return ChangeRow(
            day=day,
            what=f"{who} State Pension age: Housing Benefit takes the place of Universal Credit, "
            "and takes nothing for spare bedrooms",
            change="Counted by the rules of Housing Benefit",
            needed=number_words(needed),
            spare=number_words(rules.spare(self.inputs.bedrooms, needed)),
            weekly=ZERO,
        )

    # Words

    def answer(
        self, now: Under, reduction: Outcome, share: Decimal | None, weekly: Decimal | None
    ) -> str:
        """The one sentence an officer can read out."""
        home = f"The household needs {rooms_words(now.needed)} and has {self.inputs.bedrooms}"
        short = now.needed.least - self.inputs.bedrooms
        if short > 0:
            return f"{home}: it is short of {counted(short, 'room')}."
        if now.spare.most == 0:
            return f"{home}: none is spare, and nothing is taken off."
        spare = f"{spare_words(now.spare)} spare"
        if share is not None and weekly is not None:
            return (
                f"{home}: {spare}, which takes {percent(share)} off the rent that counts, "
                f"{pounds(weekly)} a week."
            )
        if reduction.verdict is Verdict.NO:
            return f"{home}: {spare}, but nothing is taken off. {reduction.because}"
        if reduction.verdict is Verdict.YES:
            facts = in_list(facts_missing(self.inputs, self.day))
            return f"{home}: {spare}. How much is taken off depends on {facts}."
        return f"{home}: whether anything is taken off depends on {in_list(reduction.settled_by)}."

    def warnings(self, short: int) -> list[str]:
        """What the officer must know before relying on it."""
        found = []
        if short > 0:
            found.append(
                "The home has fewer bedrooms than the rules count. Benefit pays no more for that: "
                "look at the rehousing options."
            )
        if (
            self.inputs.help_with_rent is HelpWithRent.HOUSING_BENEFIT
            and self.hb.outcome.verdict is Verdict.YES
        ):
            found.append(
                "Under State Pension age, Housing Benefit is rarely still paid for this kind of "
                "home. Check that it has not become Universal Credit."
            )
        return found

    def next_steps(self, reduction: Outcome) -> list[str]:
        """What to do now."""
        facts = facts_missing(self.inputs, self.day)
        if reduction.verdict is Verdict.CANNOT_TELL:
            facts += [each for each in reduction.settled_by if each not in facts]
        found = [f"Find out {in_list(facts)}."] if facts else []
        if reduction.verdict is not Verdict.NO:
            found.append(
                "Ask whether anybody needs an overnight carer, cannot share because of a "
                "disability, fosters, or is missing from the list."
            )
            found.append(
                "Offer a move to a smaller home, and ask the council what help there is meanwhile."
            )
        return found


def sentence(words: str) -> str:
    """Words as a sentence."""
    return f"{capitalised(words)}."


def number_words(rooms: Rooms) -> str:
    """A number of rooms: "2", or "2 or 3", or "2 to 4"."""
    if rooms.known:
        return str(rooms.least)
    return f"{rooms.least} {'or' if rooms.most - rooms.least == 1 else 'to'} {rooms.most}"


def rooms_words(rooms: Rooms) -> str:
    """A number of bedrooms with its noun."""
    return f"{number_words(rooms)} {'bedroom' if rooms.most == 1 else 'bedrooms'}"


def spare_words(rooms: Rooms) -> str:
    """How many are spare: "1 is", "2 are", "1 or 2 are"."""
    return f"{number_words(rooms)} {'is' if rooms.most == 1 else 'are'}"


def change_words(before: Rooms, after: Rooms) -> str:
    """What a day does to the number of rooms needed."""
    if not (before.known and after.known):
        if before == after:
            return "No change known yet"
        return f"{number_words(before)} becomes {number_words(after)}"
    more = after.least - before.least
    if not more:
        return "No change"
    return f"Up by {more}" if more > 0 else f"Down by {-more}"
