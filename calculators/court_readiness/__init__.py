"""Court readiness: fourteen gates, what stands in the way, and the day the case could be ready."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from calculators import breathing_space, notice, protocol_ledger, rent_conversion
from calculators.breathing_space import BreathingSpaceInput, BreathingSpaceResult
from calculators.breathing_space.models import OtherProtection
from calculators.core.breathing_space import NOT_COLLECTED, POSSESSION_ONLY, SPACES
from calculators.core.calendar import WorkingCalendar
from calculators.core.checklist import WORDS, Gate, row, standing, to_fix
from calculators.core.errors import FigureNotHeld, NotCovered
from calculators.core.figures import FigureSet
from calculators.core.money import ZERO
from calculators.core.outcomes import Outcome, Verdict, cannot_tell
from calculators.core.service import ClauseSays, Method
from calculators.core.service_questions import MOST_DAYS
from calculators.core.tenancies import COVERED
from calculators.core.trace import Trace
from calculators.core.wording import counted, in_list, long_date
from calculators.court_readiness import rules
from calculators.court_readiness.dates import (
    calendar_strip,
    earliest,
    last_day_to_claim,
)
from calculators.court_readiness.gates import (
    AFTER_NOTICE,
    FIX_ORDER,
    NAMES,
    File,
    all_gates,
    first_of,
    why,
)
from calculators.court_readiness.models import (
    CourtReadinessInput,
    CourtReadinessResult,
    GateLine,
)
from calculators.court_readiness.pack import pack
from calculators.notice import NoticeInput, NoticeResult
from calculators.notice.models import CheckRow, Grounds
from calculators.protocol_ledger import ProtocolLedgerInput
from calculators.protocol_ledger.models import Stage

__all__ = ["CourtReadinessInput", "CourtReadinessResult", "calculate"]

CATCH_UP = "landlord.repayment_plan.catch_up"
ONE_PERSON = (
    "One person in a debt relief order, bankruptcy or IVA cannot usually enter a breathing space. "
    "Check whether each is of another joint tenant, and ask the debt adviser."
)
PEOPLE_DECIDE = (
    "Whether going on is proportionate, and what the equality duty asks: Equality Act 2010, "
    "sections 15 and 149, and Article 8.",
    "Whether to claim at all, and which order to ask for.",
    "Whether the tenant has capacity, and who may act for them.",
    "Whether the rent was persistently late, for Ground 11.",
)


def calculate(inputs: CourtReadinessInput, figures: FigureSet) -> CourtReadinessResult:
    """Whether the file is ready, as far as the facts tell.

    Raises:
        NotCovered: For a debt or letting that is no tenancy of a home.
        FigureNotHeld: For a day on which the rules of the notice or the protocol are not held.
    """
    if inputs.tenure not in COVERED:
        raise NotCovered(
            "This checklist covers possession claims against tenants of a home. For former "
            "tenants, garages, leaseholders and market rent take advice",
            "tenure",
        )
    trace = Trace(figures)
    file = look(inputs, trace)
    gates = all_gates(file)
    in_order = [each for name in FIX_ORDER for each in gates[name]]
    blocking = once(to_fix(in_order))
    ready = overall(in_order, blocking)
    day, reason = earliest(file, gates)
    if day is not None:
        trace.step("Earliest day the case could be ready", day, source=reason.removesuffix("."))
    return CourtReadinessResult(
        answer=answer(ready, blocking),
        warnings=tuple(warnings(file)),
        next_steps=tuple(dict.fromkeys(each.to_do for each in blocking if each.to_do)),
        working=trace.finish(),
        ready=ready,
        first=blocking[0].title if blocking else None,
        earliest=day,
        earliest_why=reason,
        claim_from=None if file.notice is None else file.notice.claim_from,
        claim_until=last_day_to_claim(file),
        protocol_missing=file.protocol.first_missing,
        daily_rate=file.daily_rate,
        days=calendar_strip(file, day, WorkingCalendar.of(figures)),
        blocking=tuple(row(each) for each in blocking),
        gates=lines(file, gates),
        people_decide=PEOPLE_DECIDE,
        pack=pack(inputs),
    )


def look(inputs: CourtReadinessInput, trace: Trace) -> File:
    """The case, with what the other calculators make of it."""
    found = about_notice(inputs, trace)
    protocol = protocol_ledger.calculate(
        ProtocolLedgerInput.from_read(inputs.protocol_facts), trace.figures
    )
    trace.include(protocol.working)
    return File(
        inputs=inputs,
        notice=found,
        protocol=protocol,
        protection=about_protection(inputs, found, trace),
        others=tuple(
            (each.protection, about_other(each, inputs, found, trace))
            for each in inputs.other_protections
        ),
        other_notices=()
        if found is None
        else tuple(
            of_notice(inputs.notice_facts_with(each), trace.figures)
            for each in inputs.other_protections
            if each.protection in SPACES
        ),
        put_right_by=time_given(inputs, trace),
        daily_rate=daily_rate(inputs, trace),
    )


def about_notice(inputs: CourtReadinessInput, trace: Trace) -> NoticeResult | None:
    """The notice calculator's answer about the notice served; None where it cannot be asked."""
    if inputs.stage is Stage.BEFORE_NOTICE:
        return None
    if None in (inputs.method, inputs.given_on, inputs.rent_frequency):
        return None
    found = of_notice(inputs.notice_facts, trace.figures)
    trace.include(found.working)
    return found


def of_notice(facts: dict[str, Any], figures: FigureSet) -> NoticeResult:
    """What the notice calculator makes of the facts; with an unread clause, only what is sure."""
    asked = NoticeInput.from_read(facts)
    found = notice.calculate(asked, figures)
    if asked.clause_says is not ClauseSays.NOT_KNOWN or asked.method is Method.BY_HAND:
        return found
    ends = [
        notice.calculate(
            asked.model_copy(update={"clause_says": ClauseSays.DAYS, "clause_days": days}),
            figures,
        )
        for days in (0, MOST_DAYS)
    ]
    return found.model_copy(update={"checks": tuple(certain(found.checks, ends))})


def certain(checks: Iterable[CheckRow], ends: list[NoticeResult]) -> Iterator[CheckRow]:
    """The checks of a notice whose service clause nobody has read.

    The agreement comes first, so a check fails for certain only if it does whatever day the
    agreement names, from the day the notice was given to the longest wait a clause may set.

    Args:
        checks: The checks, while the clause is not known.
        ends: What the notice calculator makes of the soonest and the latest day.
    """
    for check in checks:
        fails = {
            each.outcome.verdict is Verdict.NO
            for one in ends
            for each in one.checks
            if each.id == check.id
        }
        if check.outcome.verdict is Verdict.NO and fails != {True}:
            outcome = cannot_tell(check.because, "what the agreement says about service")
            do_now = "Read the agreement's clause on notices."
            yield check.model_copy(update={"outcome": outcome, "do_now": do_now})
        else:
            yield check


def about_protection(
    inputs: CourtReadinessInput, found: NoticeResult | None, trace: Trace
) -> BreathingSpaceResult | None:
    """The breathing space calculator's answer; None where there is none or its start is missing."""
    if inputs.protection is None:
        return None
    facts = inputs.shared(BreathingSpaceInput)
    facts["arrears"] = inputs.arrears if inputs.arrears is not None else ZERO
    if inputs.arrears is None:
        facts.pop("arrears_at_start", None)
    return asked_of_protection(facts, inputs, found, trace)


def about_other(
    other: OtherProtection, inputs: CourtReadinessInput, found: NoticeResult | None, trace: Trace
) -> BreathingSpaceResult | None:
    """The breathing space calculator's answer about a further protection."""
    facts: dict[str, Any] = {"case_date": inputs.case_date, "arrears": ZERO} | other.facts
    if inputs.claim_issued_on is not None:
        facts["claim_issued_on"] = inputs.claim_issued_on
    return asked_of_protection(facts, inputs, found, trace)


def asked_of_protection(
    facts: dict[str, Any], inputs: CourtReadinessInput, found: NoticeResult | None, trace: Trace
) -> BreathingSpaceResult | None:
    """What the breathing space calculator makes of the facts; None where its start is missing."""
    if found is not None:
        facts["notice_served_on"] = found.served_on or inputs.given_on
    asked = BreathingSpaceInput.from_read(facts)
    if asked.starts is None:
        return None
    space = breathing_space.calculate(asked, trace.figures)
    trace.include(space.working)
    return space


def time_given(inputs: CourtReadinessInput, trace: Trace) -> dt.date | None:
    """The last day to put a broken plan right; None where there is none or it is not known."""
    if inputs.plan_warning_on is None:
        return None
    try:
        days = int(trace.number(CATCH_UP, inputs.plan_warning_on))
    except FigureNotHeld:
        return None
    by = rules.put_right_by(inputs.plan_warning_on, days)
    trace.step(
        "Last day to put the plan right",
        by,
        sum=f"{long_date(inputs.plan_warning_on)} + {counted(days, 'day')}",
        source="The landlord's arrears policy, clause “Missed payments and broken plans”",
    )
    return by


def daily_rate(inputs: CourtReadinessInput, trace: Trace) -> Decimal | None:
    """The daily rate, as rent conversion works it out; None where it cannot."""
    if inputs.rent is None or inputs.rent_frequency is None:
        return None
    rate, _ = rent_conversion.daily_rate(
        inputs.rent, inputs.rent_frequency, inputs.case_date, trace
    )
    return rate


def once(gates: list[Gate]) -> list[Gate]:
    """Each thing to see to, once, where it first comes up."""
    found: dict[str, Gate] = {}
    for each in gates:
        found.setdefault(each.title, each)
    return list(found.values())


def overall(gates: list[Gate], blocking: list[Gate]) -> Outcome:
    """Ready, not ready or cannot tell."""
    verdict = standing(gates)
    if verdict is Verdict.YES:
        return Outcome(verdict=verdict, because="Every gate is met.")
    if verdict is Verdict.NO:
        wrong = [each.title for each in blocking if each.outcome.verdict is Verdict.NO]
        names = in_list([f"“{each}”" for each in wrong])
        return Outcome(verdict=verdict, because=f"Not met: {names}.")
    facts = dict.fromkeys(one for each in blocking for one in each.outcome.settled_by)
    return Outcome(verdict=verdict, because="Nothing known is against it.", settled_by=tuple(facts))


def answer(ready: Outcome, blocking: list[Gate]) -> str:
    """The one sentence an officer can read out."""
    if ready.verdict is Verdict.YES:
        return "Ready: every gate is met. A person decides whether to go to court."
    first = f"“{blocking[0].title}”"
    if ready.verdict is Verdict.NO:
        wrong = [each for each in blocking if each.outcome.verdict is Verdict.NO]
        return f"Not ready: {counted(len(wrong), 'thing')} to put right. First, not met: {first}."
    number = counted(len(blocking), "thing")
    settled_by = in_list(list(blocking[0].outcome.settled_by))
    find = f"find out {settled_by}" if settled_by else f"see to {first}"
    if settled_by.startswith("advice"):
        find = f"get {settled_by}"
    return f"Cannot tell yet: {number} not known. First, {find}."


def lines(file: File, gates: Mapping[str, list[Gate]]) -> tuple[GateLine, ...]:
    """The gates one by one, each with what decides it."""
    found = []
    waiting = AFTER_NOTICE if file.stage is Stage.BEFORE_NOTICE else ()
    for number, (name, title) in enumerate(NAMES.items(), 1):
        parts = gates[name]
        deciding = first_of(parts)
        if deciding is not None:
            words = f"{deciding.title}: {why(deciding)}"
        else:
            words = "All of it is met." if parts else "It does not apply to this case."
        met = WORDS[standing(parts)] if parts else "Does not apply"
        if name in waiting:
            met, words = "Later", "It is looked at once a notice has been served."
        found.append(GateLine(gate=f"{number}. {title}", met=met, why=words))
    return tuple(found)


def warnings(file: File) -> list[str]:
    """What the officer must know before relying on the answer."""
    found = []
    if file.notice is not None and file.inputs.grounds is Grounds.ALL:
        eight = [each for each in file.notice.grounds if each.ground == "Ground 8"]
        if eight and eight[0].outcome.verdict is Verdict.NO:
            found.append(f"Do not rely on Ground 8. {eight[0].because}")
    if file.notice is not None:
        found += file.notice.warnings
    for kind, space in file.protections:
        if space is not None:
            found += space.warnings
        if kind in NOT_COLLECTED and (
            space is None or space.protected_today.verdict is not Verdict.NO
        ):
            found.append(POSSESSION_ONLY)
    kinds = {kind in SPACES for kind, _ in file.protections}
    if len(kinds) > 1:
        found.append(ONE_PERSON)
    found.append(
        "This list asks whether a person has decided; it never decides proportionality or the "
        "equality duty."
    )
    found.append("Look for a breathing space again on the day the claim is issued.")
    return list(dict.fromkeys(found))
