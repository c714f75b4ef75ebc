"""From a possession order: the possession date, the terms, the warrant and the eviction."""

from __future__ import annotations

import datetime as dt

from calculators.core import warrants
from calculators.core.choices import YesNo, YesNoNotKnown
from calculators.core.court_forms import form
from calculators.core.errors import FigureNotHeld
from calculators.core.outcomes import Outcome, Verdict, any_of, cannot_tell, no, yes
from calculators.core.periods import period_days
from calculators.core.results import DayKind
from calculators.core.wording import counted, day_and_date, in_list, long_date
from calculators.court_timetable import rules
from calculators.court_timetable.claim import BREATHING_SPACE
from calculators.court_timetable.models import CourtTimetableInput, TermBroken
from calculators.court_timetable.protection import Protected
from calculators.court_timetable.timetable import Found, Timetable
from calculators.next_step.models import CourtDecision

LONGEST, LONGEST_HARDSHIP = "court.possession.longest", "court.possession.longest_hardship"
PERMISSION, LIFE = "court.warrant.permission_after", "court.warrant.life"
NOTICE, NEW_NOTICE = "court.eviction.notice", "court.eviction.new_notice"
SECTION_89, CPR_83_8A = "Housing Act 1980, s.89", "CPR 83.8A"
HAD_TO_GRANT = "whether the court had to grant possession"
HARDSHIP = "whether the court found exceptional hardship"
TERMS_LAW = f"The order; {form('N28')}"
READ_THE_ORDER = (
    f"Read the order before you act on its terms: {form('N28')}, says that once everything under "
    "it is paid no step can be taken under it."
)
MEDIUM = (
    "We are less sure of the time for a new notice of eviction than of the first. Ask the bailiff "
    "to confirm it."
)
RENT_GOES_ON = "Keep charging rent: the tenancy ends when the bailiff carries the order out."


def timetable(inputs: CourtTimetableInput, days: Timetable, order_on: dt.date) -> Found:
    """Every day that follows from a possession order.

    Args:
        inputs: The facts.
        days: The timetable to fill in.
        order_on: The day of the order.
    """
    days.given("Hearing", inputs.hearing_on)
    days.given("Order made", order_on)
    decision = inputs.court_decision
    if decision is CourtDecision.NOT_KNOWN:
        return Found(
            "Cannot tell what follows until you know what the court decided.",
            next_steps=["Read the order, or ask the court for it."],
        )
    if decision in (CourtDecision.ADJOURNED, CourtDecision.ENDED):
        return Found(
            "There is no possession order, so no warrant can be asked for.",
            next_steps=["Follow the arrears procedure from what the court decided."],
        )
    on = inputs.warrant_on or inputs.warrant_issued_on or max(inputs.case_date, order_on)
    found = Found("")
    if decision is CourtDecision.OUTRIGHT:
        found.parts["possession_in_time"] = possession_date(inputs, days, order_on)
    else:
        terms(inputs, days)
        found.warnings.append(READ_THE_ORDER)
    protected = Protected(inputs, days)
    lets_us = protected.lets_warrant(on)
    needed = permission(inputs, days, order_on, on)
    may_ask = warrant(inputs, on, needed, lets_us)
    found.parts |= {"permission": needed, "warrant": may_ask}
    rests = warrant_rests(inputs)
    eviction(inputs, days, found, [rests, permission_for_eviction(needed)], protected)
    found.next_steps += next_steps(inputs, needed, may_ask)
    protected.tell(found, lets_us, on)
    found.answer = answer(days, found, on, rests)
    return found


def possession_date(
    inputs: CourtTimetableInput, days: Timetable, order_on: dt.date
) -> Outcome | None:
    """The day possession is to be given, its limits, and whether it keeps to them."""
    given, had_to = inputs.possession_date, inputs.mandatory_ground
    limits: dict[str, dt.date | None] = {}
    if had_to is not YesNoNotKnown.NO:

        def usual() -> tuple[dt.date, str]:
            number = days.number(LONGEST, order_on)
            words = f"{counted(number, 'day')} after the order, where the court had no choice"
            return rules.possession_by(order_on, number), words

        def hardship() -> tuple[dt.date, str]:
            number = days.number(LONGEST_HARDSHIP, order_on)
            words = f"{counted(number, 'week')} after the order, for exceptional hardship"
            return rules.possession_by_hardship(order_on, number), words

        limits["usual"] = days.worked("Latest possession date", SECTION_89, usual)
        if inputs.exceptional_hardship is not YesNoNotKnown.NO:
            what = "Latest possession date, for exceptional hardship"
            limits["hardship"] = days.worked(what, SECTION_89, hardship)
    if given is None:
        days.open("Warrant from", "The day after the possession date in the order", "CPR 83.26")
        return None
    days.given("Possession to be given", given, "The order")

    def opens() -> tuple[dt.date, str]:
        return warrants.warrant_opens(given), "The day after the possession date"

    days.worked("Warrant from", "CPR 83.26", opens, DayKind.EARLIEST)
    if had_to is YesNoNotKnown.NO:
        return yes("Where the court had a choice, it fixes the day.")
    return within_limits(inputs, given, limits)


def within_limits(
    inputs: CourtTimetableInput, given: dt.date, limits: dict[str, dt.date | None]
) -> Outcome:
    """Whether a possession date keeps to the limits of Housing Act 1980, s.89."""
    had_to, hardship = inputs.mandatory_ground, inputs.exceptional_hardship
    if None in limits.values():
        return cannot_tell("The limit is not held for the day of the order.", "the limit then")
    usual = limits["usual"]
    longest = limits.get("hardship")
    assert usual is not None  # put there by possession_date
    if given <= usual:
        return yes(f"It is no later than {day_and_date(usual)}.")
    open_points = [HAD_TO_GRANT] if had_to is YesNoNotKnown.NOT_KNOWN else []
    last = usual
    if longest is not None:
        last = longest
        if given <= longest:
            if hardship is YesNoNotKnown.YES:
                return yes(f"It is no later than {day_and_date(longest)}.")
            open_points.append(HARDSHIP)
    late = f"It is later than {day_and_date(last)}."
    if given <= last:
        late = f"It is later than {day_and_date(usual)}."
    if open_points:
        return cannot_tell(late, *open_points)
    return no(f"{late} Keep to the order, and take advice.")


def terms(inputs: CourtTimetableInput, days: Timetable) -> None:
    """The next payment under a suspended order, and when a payment is missed."""
    first = inputs.first_terms_payment_on
    if first is not None:
        coming = next(
            day
            for day in period_days(first, inputs.terms_frequency)
            if day >= max(first, inputs.case_date)
        )

        def due() -> tuple[dt.date, str]:
            return coming, f"{inputs.terms_frequency.label}, from {long_date(first)}"

        days.worked("Next payment under the order is due", "The order", due, DayKind.EVENT)

        def late() -> tuple[dt.date, str]:
            return rules.breach_from(coming), "If nothing is paid by the end of the day before"

        days.worked("That payment is missed from", TERMS_LAW, late, DayKind.EARLIEST)
    missed = inputs.missed_payment_due_on
    if missed is not None:

        def broken() -> tuple[dt.date, str]:
            return rules.breach_from(missed), f"It was due on {long_date(missed)}"

        days.worked("Payment missed, and order broken, from", TERMS_LAW, broken, DayKind.EARLIEST)


def permission(
    inputs: CourtTimetableInput, days: Timetable, order_on: dt.date, on: dt.date
) -> Outcome:
    """Whether a warrant needs the court's permission, and each reason.

    Source:
        CPR 83.2(3)(a), (b) and (e); Cardiff v Lee [2016] EWCA Civ 1034.
    """
    reasons = [by_age(days, order_on, on), by_parties(inputs.parties_changed)]
    if inputs.court_decision is CourtDecision.SUSPENDED:
        reasons.append(by_term(inputs.term_broken))
    verdict = any_of(each.verdict for each in reasons)
    same = [each for each in reasons if each.verdict is verdict]
    because = " ".join(each.because for each in same)
    if verdict is Verdict.CANNOT_TELL:
        return cannot_tell(because, *(fact for each in same for fact in each.settled_by))
    return yes(because) if verdict is Verdict.YES else no(because)


def by_age(days: Timetable, order_on: dt.date, on: dt.date) -> Outcome:
    """Whether the order is so old that a warrant needs permission."""
    try:
        years = days.number(PERMISSION, on)
    except FigureNotHeld as refused:
        return cannot_tell(refused.problems[0].message, "the rule for that day")

    def old() -> tuple[dt.date, str]:
        return rules.permission_from(order_on, years), f"{counted(years, 'year')} after the order"

    law = "CPR 83.2(3)(a)"
    from_day = days.worked("Warrant needs permission for its age from", law, old, DayKind.EVENT)
    assert from_day is not None  # nothing in it can be refused
    if warrants.warrant_needs_permission(order_on, on, years):
        return yes(
            f"{counted(years, 'year').capitalize()} or more have passed since the order ({law})."
        )
    return no(f"The order is less than {counted(years, 'year')} old ({law}).")


def by_parties(changed: YesNoNotKnown) -> Outcome:
    """Whether a change of parties means that a warrant needs permission."""
    law = "CPR 83.2(3)(b)"
    if changed is YesNoNotKnown.YES:
        return yes(f"A party to the order has changed ({law}).")
    if changed is YesNoNotKnown.NO:
        return no(f"The parties are the same ({law}).")
    return cannot_tell(
        f"A change of a party would need it ({law}).", "whether a party to the order has changed"
    )


def by_term(broken: TermBroken) -> Outcome:
    """Whether the term that was broken means that a warrant needs permission."""
    law = "CPR 83.2(3)(e)"
    if broken is TermBroken.OTHER:
        return yes(f"A term other than payment was broken ({law}).")
    if broken is TermBroken.PAYMENT:
        return no(f"A payment was missed: that needs none ({law}).")
    if broken is TermBroken.NONE:
        return no(f"No term was broken ({law}).")
    return cannot_tell(
        f"A missed payment needs none, another term does ({law}).", "which term was broken"
    )


def warrant(inputs: CourtTimetableInput, on: dt.date, needed: Outcome, lets_us: Outcome) -> Outcome:
    """Whether a warrant can be asked for on a day, without asking the court first.

    Args:
        inputs: The facts.
        on: The day.
        needed: Whether the court's permission is needed.
        lets_us: Whether a breathing space or insolvency leaves room for it.

    Source:
        CPR 83.2 and 83.26; SI 2020/1311 reg. 7.
    """
    opened = order_can_be_enforced(inputs, on)
    if opened.verdict is Verdict.NO:
        return opened
    if lets_us.verdict is Verdict.NO:
        late = inputs.warrant_on or inputs.warrant_issued_on
        do = "Take advice" if late else "Ask for no warrant for these arrears until it has ended"
        return no(f"{lets_us.because} {do}.")
    if needed.verdict is Verdict.YES:
        return no(f"{needed.because} Ask for permission first ({form('N244')}).")
    unclear = [each for each in (opened, needed, lets_us) if each.verdict is Verdict.CANNOT_TELL]
    if unclear:
        return cannot_tell(
            " ".join(each.because for each in unclear),
            *dict.fromkeys(fact for each in unclear for fact in each.settled_by),
        )
    return opened


def order_can_be_enforced(inputs: CourtTimetableInput, on: dt.date) -> Outcome:
    """Whether the order's own terms let a warrant be asked for on a day."""
    if inputs.court_decision is CourtDecision.OUTRIGHT:
        given = inputs.possession_date
        if given is None:
            return cannot_tell(
                "A warrant can be asked for after the possession date.", "the possession date"
            )
        if on < warrants.warrant_opens(given):
            return no(f"Not before {day_and_date(warrants.warrant_opens(given))}.")
        return yes(f"The possession date, {day_and_date(given)}, has passed.")
    broken, due = inputs.term_broken, inputs.missed_payment_due_on
    if broken is TermBroken.NONE:
        return no("The terms are being kept.")
    if broken is TermBroken.NOT_KNOWN:
        return cannot_tell("A warrant needs a broken term.", "which term was broken")
    if due is not None and on < rules.breach_from(due):
        return no(f"The payment is not missed before {day_and_date(rules.breach_from(due))}.")
    return yes("A payment under the order was missed.")


def warrant_rests(inputs: CourtTimetableInput) -> Outcome:
    """Whether the order let the warrant behind an eviction be asked for when it was.

    A warrant is asked for before its notice of eviction is delivered, so that day stands in where
    nothing better is known.

    Source:
        CPR 83.26 and 83.2(3)(e).
    """
    asked = inputs.warrant_on or inputs.warrant_issued_on or inputs.eviction_notice_on
    return order_can_be_enforced(inputs, asked or dt.date.max)


def permission_for_eviction(needed: Outcome) -> Outcome:
    """Whether the warrant behind an eviction had the permission it needed.

    Source:
        CPR 83.2(3).
    """
    if needed.verdict is Verdict.YES:
        return cannot_tell(needed.because, "whether the court gave permission for the warrant")
    if needed.verdict is Verdict.NO:
        return yes(needed.because)
    return needed


def eviction(
    inputs: CourtTimetableInput,
    days: Timetable,
    found: Found,
    behind: list[Outcome],
    protected: Protected,
) -> None:
    """The warrant's life, the notices of eviction, and whether the days given keep to them.

    Args:
        inputs: The facts.
        days: The timetable to fill in.
        found: The answer to fill in.
        behind: What the warrant rests on: the order's own terms, and permission.
        protected: What protects the tenant.
    """
    days.given("Warrant asked for", inputs.warrant_on)
    days.given("Warrant issued", inputs.warrant_issued_on)
    issued = inputs.warrant_issued_on
    runs_out = None
    if issued is not None:

        def life() -> tuple[dt.date, str]:
            number = days.number(LIFE, issued)
            words = f"{counted(number, 'month')}, the day of issue the first; it can be extended"
            return rules.warrant_last_day(issued, number), words

        runs_out = days.worked("Last day of the warrant", "CPR 83.3", life)
    delivered = inputs.eviction_notice_on
    first = None
    if delivered is not None:
        days.given("Notice of eviction delivered", delivered)
        first = first_lawful(days, "First lawful day for the eviction", NOTICE, delivered)
    days.given("Eviction", inputs.eviction_on)
    found.parts["eviction"] = unless_protected(
        inputs,
        eviction_day(inputs, inputs.eviction_on, delivered, first, runs_out, behind),
        (inputs.eviction_on, delivered),
        protected,
    )
    if inputs.eviction_put_off is YesNo.NO:
        return
    again, on = inputs.new_eviction_notice_on, inputs.new_eviction_on
    after = after_first_notice(inputs, first)
    first = None
    if again is not None:
        days.given("New notice of eviction delivered", again)
        figure = NEW_NOTICE if after.verdict is Verdict.YES else NOTICE
        first = first_lawful(days, "First lawful day with the new notice", figure, again)
        if on is not None and first is not None and after.verdict is not Verdict.YES:
            shortest = shorter(days, again)
            if on >= first:  # long enough as a first notice too
                after = yes("")
            elif shortest is None or on >= shortest:
                first = shortest
    days.given("New eviction date", on)
    found.parts["new_eviction"] = unless_protected(
        inputs,
        eviction_day(inputs, on, again, first, runs_out, [*behind, after]),
        (on, again),
        protected,
    )
    found.warnings.append(MEDIUM)


def unless_protected(
    inputs: CourtTimetableInput,
    can: Outcome | None,
    days: tuple[dt.date | None, dt.date | None],
    protected: Protected,
) -> Outcome | None:
    """Whether an eviction can go ahead, once a breathing space or insolvency is looked at.

    Args:
        inputs: The facts.
        can: Whether the order, the notice and the warrant let it; None where it has no day.
        days: The day of the eviction, and that of the bailiff's notice.
        protected: What protects the tenant.

    Source:
        SI 2020/1311 regs 7 and 10.
    """
    day, delivered = days
    if can is None or day is None or can.verdict is Verdict.NO:
        return can
    asked = inputs.warrant_on or inputs.warrant_issued_on or delivered or day
    lets_us = protected.lets_evict(asked, delivered, day)
    if lets_us.verdict is Verdict.NO:
        return no(f"{lets_us.because} Carry nothing out for these arrears, and take advice.")
    unclear = [each for each in (can, lets_us) if each.verdict is Verdict.CANNOT_TELL]
    if unclear:
        return cannot_tell(
            " ".join(each.because for each in unclear),
            *dict.fromkeys(fact for each in unclear for fact in each.settled_by),
        )
    return can


def after_first_notice(inputs: CourtTimetableInput, first: dt.date | None) -> Outcome:
    """Whether a new notice may be the shorter one: it follows a first that was long enough.

    Args:
        inputs: The facts.
        first: The first lawful day by the first notice; None where it is not known.

    Source:
        CPR 83.8A as amended; that the first notice must have been long enough is the cautious
        reading.
    """
    because = "The shorter time is for a new notice after a first one that was long enough."
    if inputs.eviction_notice_on is None:
        return cannot_tell(because, "the day the first notice was delivered")
    if inputs.eviction_on is None:
        return cannot_tell(because, "the day of the first eviction date")
    if first is None:
        return cannot_tell(because, "the rule for the day of the first notice")
    if inputs.eviction_on < first:
        return cannot_tell(because, "advice on a first notice that was too short")
    return yes("The first notice was long enough.")


def shorter(days: Timetable, delivered: dt.date) -> dt.date | None:
    """The first day by the shorter time of a new notice; None where it is not held."""
    try:
        return rules.eviction_from(delivered, days.number(NEW_NOTICE, delivered))
    except FigureNotHeld:
        return None


def first_lawful(days: Timetable, what: str, figure: str, delivered: dt.date) -> dt.date | None:
    """The first lawful day after a notice of eviction, put into the timetable."""

    def count() -> tuple[dt.date, str]:
        number = days.number(figure, delivered)
        words = f"{counted(number, 'clear day')} after delivery: neither day is counted"
        return rules.eviction_from(delivered, number), words

    return days.worked(what, CPR_83_8A, count, DayKind.EARLIEST)


def eviction_day(
    inputs: CourtTimetableInput,
    day: dt.date | None,
    delivered: dt.date | None,
    first: dt.date | None,
    runs_out: dt.date | None,
    behind: list[Outcome],
) -> Outcome | None:
    """Whether an eviction can go ahead on a day.

    The warrant was rightly asked for, its notice is long enough, and it is still alive.

    Source:
        CPR 83.2, 83.3, 83.8A and 83.26.
    """
    if day is None:
        return None
    for each in behind:
        if each.verdict is Verdict.NO:
            return no(f"The order does not bear a warrant yet. {each.because}")
    if first is not None and day < first:
        return no(f"The first lawful day is {day_and_date(first)}.")
    if runs_out is not None and day > runs_out:
        return no(f"The warrant's last day is {day_and_date(runs_out)}, unless it is extended.")
    open_points = []
    if first is None:
        fact = "the day the notice was delivered" if delivered is None else "the rule for that day"
        open_points.append(fact)
    if runs_out is None:
        issued = inputs.warrant_issued_on
        fact = "the day the warrant was issued" if issued is None else "the life of the warrant"
        open_points.append(fact)
    if open_points:
        return cannot_tell(
            "The notice must be long enough, and the warrant still alive.",
            *dict.fromkeys([*open_points, *(fact for each in behind for fact in each.settled_by)]),
        )
    unclear = [each for each in behind if each.verdict is Verdict.CANNOT_TELL]
    if unclear:
        return cannot_tell(
            " ".join(each.because for each in unclear),
            *dict.fromkeys(fact for each in unclear for fact in each.settled_by),
        )
    return yes("The notice is long enough, and the warrant is still alive.")


def next_steps(inputs: CourtTimetableInput, needed: Outcome, may_ask: Outcome) -> list[str]:
    """What to do now, each starting with a verb."""
    found = []
    asked = (inputs.warrant_on, inputs.warrant_issued_on, inputs.eviction_notice_on)
    if any(asked):
        if needed.verdict is Verdict.YES:
            found.append(
                "Find the court's permission for the warrant. Without it, stop and take advice."
            )
        elif may_ask.verdict is Verdict.NO:
            found.append("Stop, and take advice on the warrant before any step under it.")
    elif needed.verdict is Verdict.YES:
        asks = f"{form('N244')}, or form N325A"
        found.append(f"Ask the court's permission before the warrant ({asks}).")
    elif may_ask.verdict is Verdict.YES:
        found.append("Look at the case again with those who agree, then ask for the warrant.")
    coming = inputs.new_eviction_on or inputs.eviction_on
    if coming is not None and coming >= inputs.case_date:
        found.append("Confirm the bailiff's date and send the risk information by their deadline.")
        found.append(
            "Look again at payments, benefit and whether it is still fair, the day before."
        )
    found.append(BREATHING_SPACE)
    found.append(RENT_GOES_ON)
    return found


def answer(days: Timetable, found: Found, on: dt.date, rests: Outcome) -> str:
    """The one sentence an officer can read out."""
    evicting = (found.parts.get("eviction"), found.parts.get("new_eviction"))
    if rests.verdict is Verdict.NO and any(evicting):
        return f"No eviction can rest on this warrant. {rests.because}"
    lets_us: Outcome = found.parts["protection"]
    if lets_us.verdict is Verdict.NO:
        return f"Take no step under the order for these arrears. {lets_us.because}"
    for what in ("First lawful day with the new notice", "First lawful day for the eviction"):
        lawful = next((each.day for each in days.entries if each.what == what), None)
        if lawful is not None:
            return f"{what}: {day_and_date(lawful)}."
    may_ask: Outcome = found.parts["warrant"]
    if may_ask.verdict is Verdict.YES:
        return f"A warrant can be asked for on {day_and_date(on)}, without the court's permission."
    if may_ask.verdict is Verdict.NO:
        return f"No warrant can be asked for on {day_and_date(on)}. {may_ask.because}"
    return f"Cannot tell whether a warrant can be asked for until you know {known(may_ask)}."


def known(outcome: Outcome) -> str:
    """The facts that would settle an answer, in a sentence."""
    return in_list(tuple(dict.fromkeys(outcome.settled_by)))
