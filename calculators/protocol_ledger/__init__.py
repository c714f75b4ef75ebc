"""Protocol ledger: the Pre-Action Protocol paragraph by paragraph, met or not."""

from __future__ import annotations

import datetime as dt

from calculators.core.calendar import WorkingCalendar
from calculators.core.checklist import Gate, fact, row, standing, to_fix
from calculators.core.errors import FigureNotHeld, NotCovered
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Outcome, Verdict, cannot_tell
from calculators.core.tenancies import COVERED, ON_TRIAL
from calculators.core.trace import Trace
from calculators.core.wording import counted, in_list, long_date
from calculators.protocol_ledger import rules
from calculators.protocol_ledger.models import (
    ClaimRests,
    ProtocolLedgerInput,
    ProtocolLedgerResult,
    Stage,
)

__all__ = ["ProtocolLedgerInput", "ProtocolLedgerResult", "calculate", "gates"]

WEEKS = "court.protocol.weeks_on_statement"
STATEMENT = "court.protocol.statement_before_hearing"
NO_ISSUE = "no-issue"
ARREARS_PART, MANDATORY_PART = "Part 2, rent arrears", "Part 3, where the court has no choice"


def calculate(inputs: ProtocolLedgerInput, figures: FigureSet) -> ProtocolLedgerResult:
    """The protocol for one case on one day.

    Raises:
        NotCovered: For a debt or letting that the protocol does not cover.
        FigureNotHeld: For a day on which the protocol's periods are not held.
    """
    if inputs.tenure not in COVERED:
        raise NotCovered(
            "The Pre-Action Protocol for possession claims does not cover former tenants, garages, "
            "leaseholders or market rent. A money debt has a protocol of its own: see the court "
            "timetable",
            "tenure",
        )
    trace = Trace(figures)
    by, not_held = held_statement_day(inputs, trace)
    all_gates = gates(inputs, trace, by, not_held)
    missing = to_fix(all_gates)
    met = overall(all_gates)
    may = may_issue(all_gates, inputs)
    return ProtocolLedgerResult(
        answer=answer(missing, met),
        warnings=tuple(warnings(inputs, not_held)),
        next_steps=tuple(dict.fromkeys(gate.to_do for gate in missing)),
        working=trace.finish(),
        met=met,
        may_issue=may,
        first_missing=missing[0].title if missing else None,
        parts_that_apply=in_list(parts(inputs)),
        statement_by=by,
        ledger=tuple(row(gate) for gate in all_gates),
    )


def parts(inputs: ProtocolLedgerInput) -> list[str]:
    """The parts of the protocol that apply, or may."""
    if inputs.claim_rests is ClaimRests.ARREARS and inputs.tenure not in ON_TRIAL:
        return [ARREARS_PART]
    return [ARREARS_PART, MANDATORY_PART]


def held_statement_day(inputs: ProtocolLedgerInput, trace: Trace) -> tuple[dt.date | None, str]:
    """As :func:`statement_day`, or what to do where it is not held; the rest still stands."""
    try:
        return statement_day(inputs, trace), ""
    except FigureNotHeld:
        assert inputs.hearing_on is not None  # without one nothing is read
        return None, (
            f"The rule for a hearing on {long_date(inputs.hearing_on)} is outside the days it was "
            "checked for. Ask the policy owner to check it again. Until then, read para. 2.11 of "
            "the protocol, and send the statement well before the last day it allows."
        )


def statement_day(inputs: ProtocolLedgerInput, trace: Trace) -> dt.date | None:
    """The last day to send the statement for the hearing; None while no hearing is set."""
    if inputs.hearing_on is None:
        return None
    days = int(trace.number(STATEMENT, inputs.hearing_on))
    last = rules.statement_day(inputs.hearing_on, days, WorkingCalendar.of(trace.figures))
    trace.step(
        "Last day to send the statement for the hearing",
        last,
        sum=f"{counted(days, 'working day')} before the hearing",
        source=f"{rules.PROTOCOL}, para. 2.11; working days are the stricter reading",
    )
    return last


def para(number: str) -> str:
    """A paragraph of the protocol, cited."""
    return f"{rules.PROTOCOL}, para. {number}"


def gates(
    inputs: ProtocolLedgerInput, trace: Trace, by: dt.date | None, not_held: str
) -> list[Gate]:
    """Every paragraph that is due at this stage, in the order to see to them."""
    found = [*first_contact(inputs, trace), *help_with_money(inputs)]
    if inputs.stage is not Stage.BEFORE_NOTICE:
        found += after_notice(inputs)
    if inputs.stage is Stage.CLAIM:
        found += before_hearing(inputs, by, not_held)
    if MANDATORY_PART in parts(inputs):
        found += no_choice(inputs)
    return found


def first_contact(inputs: ProtocolLedgerInput, trace: Trace) -> list[Gate]:
    """Paragraphs 1.6 to 2.3."""
    weeks = int(trace.number(WEEKS, inputs.case_date))
    return [
        Gate(
            "contact",
            "Every named tenant contacted",
            fact(
                inputs.each_tenant_contacted,
                "Each has been contacted.",
                "Not every named tenant has been contacted.",
                "whether every named tenant has been contacted",
            ),
            "Contact every named tenant, and note the day and what was said.",
            para("2.1"),
        ),
        Gate(
            "affordable-sums",
            "Affordable sums tried",
            fact(
                inputs.affordable_sums_tried,
                "We have tried to agree them.",
                "We have not tried to agree what the tenant can afford.",
                "whether we tried to agree affordable sums",
            ),
            "Work out income and spending with the tenant, and offer sums they can afford.",
            para("2.2"),
        ),
        Gate(
            "statements",
            "Rent statement every quarter",
            rules.quarterly_statement(
                inputs.statements_each_quarter, inputs.last_statement_on, inputs.case_date, weeks
            ),
            f"Send a rent statement for the last {counted(weeks, 'week')} in plain words.",
            para("2.3"),
        ),
        Gate(
            "understood",
            "Tenant understands what we send",
            fact(
                inputs.understood,
                "Steps were taken, and can be shown.",
                "No step has been taken to make sure of it.",
                "whether we made sure the tenant understands",
            ),
            "Ask how the tenant wants to be written to, and note what was done.",
            para("1.6"),
        ),
        Gate(
            "vulnerability",
            "Vulnerability considered",
            rules.considered(inputs.vulnerable, inputs.vulnerability_considered),
            "Consider capacity, the Equality Act and care needs, and make a record.",
            para("1.7"),
        ),
    ]


def help_with_money(inputs: ProtocolLedgerInput) -> list[Gate]:
    """Paragraphs 2.4 to 2.7."""
    return [
        Gate(
            NO_ISSUE,
            "Awaited benefit does not stop a claim",
            rules.no_issue(
                inputs.benefit_on_its_way,
                inputs.evidence_given,
                inputs.claim_likely,
                inputs.rest_paid,
            ),
            "Wait for the benefit to be decided, and help the tenant with the claim.",
            para("2.6"),
        ),
        Gate(
            "deductions",
            "Deductions from benefit asked for",
            rules.deductions(inputs.meets_deduction_rules, inputs.deductions_asked),
            "Ask for deductions from benefit, once the tenant has been told and heard.",
            para("2.4"),
        ),
        Gate(
            "benefit-help",
            "Help with benefit offered",
            fact(
                inputs.benefit_help_offered,
                "It has been offered.",
                "It has not been offered.",
                "whether help with benefit was offered",
            ),
            "Offer help with Universal Credit, Housing Benefit and the Housing Payment.",
            para("2.5"),
        ),
        *benefit_office(inputs),
        Gate(
            "debt-advice",
            "Debt advice named",
            fact(
                inputs.debt_advice_named,
                "The tenant has been told where to get it.",
                "The tenant has not been told where to get it.",
                "whether the tenant was told of free debt advice",
            ),
            "Tell the tenant where to get free debt advice.",
            para("2.7"),
        ),
    ]


def benefit_office(inputs: ProtocolLedgerInput) -> list[Gate]:
    """Paragraph 2.6, where benefit is awaited or may be."""
    if inputs.benefit_on_its_way is rules.NO:
        return []
    return [
        Gate(
            "benefit-office",
            "Benefit office contacted",
            rules.benefit_office(inputs.benefit_on_its_way, inputs.benefit_office_contacted),
            "Get in touch with the benefit office, with the tenant's consent.",
            para("2.6"),
        )
    ]


def after_notice(inputs: ProtocolLedgerInput) -> list[Gate]:
    """Paragraphs 2.8 to 2.10."""
    return [
        Gate(
            "after-notice",
            "Contact and a copy of the protocol after the notice",
            rules.protocol_copy(
                inputs.notice_served_on, inputs.protocol_copy_on, inputs.contact_after_notice
            ),
            "Try to talk to the tenant again, and send a copy of the protocol.",
            para("2.8"),
        ),
        Gate(
            "agreement",
            "No agreement that is being kept",
            rules.agreement(inputs.plan, inputs.plan_warned, inputs.stage is Stage.CLAIM),
            "Honour an agreement that is kept; warn in writing, with a time, where it is broken.",
            para("2.12") if inputs.stage is Stage.CLAIM else para("2.9"),
            "Look up how the repayment plan stands, and whether a warning was sent.",
        ),
        Gate(
            "other-ways",
            "Other ways to settle considered",
            fact(
                inputs.other_ways_considered,
                "They have been considered.",
                "They have not been considered.",
                "whether other ways to settle were considered",
            ),
            "Consider mediation and other ways to settle, and note it.",
            para("2.10"),
        ),
    ]


def before_hearing(inputs: ProtocolLedgerInput, by: dt.date | None, not_held: str) -> list[Gate]:
    """Paragraphs 2.11 and 2.12."""
    sent = rules.hearing_statement(inputs.hearing_statement_on, by, inputs.case_date)
    if not_held:
        sent = cannot_tell(
            "We do not hold its last day for that hearing.",
            "the last day for the statement, from para. 2.11 of the protocol",
        )
    return [
        Gate(
            "hearing-statement",
            "Rent statement sent in time for the hearing",
            sent,
            "Send the tenant an up-to-date statement with what we know of the benefit position.",
            para("2.11"),
        ),
        Gate(
            "told-of-hearing",
            "Tenant told of the hearing",
            fact(
                inputs.told_of_hearing,
                "The tenant has been told, and it is on record.",
                "The tenant has not been told.",
                "whether the tenant was told of the hearing and the order asked for",
            ),
            "Tell the tenant the day, the order asked for, and to come: the home is at risk.",
            para("2.12"),
        ),
    ]


def no_choice(inputs: ProtocolLedgerInput) -> list[Gate]:
    """Part 3: where the court has no choice."""
    found = [
        Gate(
            "reasons",
            "Reasons given and circumstances asked for",
            fact(
                inputs.reasons_letter,
                "A letter did both.",
                "No letter has done both.",
                "whether a letter gave reasons and asked for circumstances",
            ),
            "Write why possession is wanted, and ask for personal circumstances by a day.",
            para("3.2"),
        ),
        Gate(
            "circumstances",
            "Circumstances considered",
            fact(
                inputs.circumstances_considered,
                "They were considered, with written reasons.",
                "They have not been considered in writing.",
                "whether circumstances were considered in writing",
            ),
            "Have a person consider what the tenant said, and give brief written reasons.",
            para("3.2"),
        ),
    ]
    if inputs.stage is not Stage.BEFORE_NOTICE:
        found.append(
            Gate(
                "schedule",
                "Schedule in the claim",
                fact(
                    inputs.schedule_ready,
                    "The claim carries it.",
                    "The claim does not carry it.",
                    "whether the claim carries a schedule",
                ),
                "Put a schedule of all this in the particulars, with the key documents.",
                para("3.3"),
            )
        )
    return found


def overall(all_gates: list[Gate]) -> Outcome:
    """Whether every paragraph due is met."""
    verdict = standing(all_gates)
    missing = to_fix(all_gates)
    wrong = [each for each in missing if each.outcome.verdict is Verdict.NO]
    if verdict is Verdict.YES:
        return Outcome(verdict=verdict, because="Every paragraph due at this stage is met.")
    if verdict is Verdict.NO:
        names = in_list([f"“{each.title}”" for each in wrong])
        return Outcome(verdict=verdict, because=f"Not met: {names}.")
    facts = dict.fromkeys(one for each in missing for one in each.outcome.settled_by)
    return Outcome(verdict=verdict, because="Nothing known is against it.", settled_by=tuple(facts))


def may_issue(all_gates: list[Gate], inputs: ProtocolLedgerInput) -> Outcome:
    """Whether the protocol lets a claim be issued: benefit awaited, and an agreement kept."""
    stopping = [each for each in all_gates if each.id in (NO_ISSUE, "agreement")]
    verdict = standing(stopping)
    open_facts = dict.fromkeys(one for each in stopping for one in each.outcome.settled_by)
    wrong = [each.outcome.because for each in stopping if each.outcome.verdict is Verdict.NO]
    if verdict is Verdict.NO:
        return Outcome(verdict=verdict, because=" ".join(wrong))
    if verdict is Verdict.CANNOT_TELL:
        return Outcome(
            verdict=verdict,
            because="Awaited benefit or an agreement that is kept would stop it.",
            settled_by=tuple(open_facts),
        )
    if inputs.stage is Stage.BEFORE_NOTICE:
        return Outcome(
            verdict=Verdict.NO, because="No notice has been served yet. A notice comes first."
        )
    return Outcome(
        verdict=verdict,
        because="Neither awaited benefit nor an agreement stops it. The rest of the protocol still "
        "counts against us if it is not met.",
    )


def answer(missing: list[Gate], met: Outcome) -> str:
    """The one sentence an officer can read out."""
    if met.verdict is Verdict.YES:
        return "Every paragraph of the protocol that is due at this stage is met."
    first = f"“{missing[0].title}”"
    if met.verdict is Verdict.NO:
        return f"The protocol is not met. First, not met: {first}."
    return f"Cannot tell yet whether the protocol is met. First, not known: {first}."


def warnings(inputs: ProtocolLedgerInput, not_held: str) -> list[str]:
    """What the officer must know before relying on the answer."""
    found = [
        "A breach does not undo a notice, but the court takes it into account: costs, an "
        "adjournment, or a claim struck out."
    ]
    if inputs.claim_rests is ClaimRests.NOT_KNOWN:
        found.append(
            "What the claim rests on is not known, so both parts of the protocol are listed."
        )
    if not_held:
        found.append(not_held)
    elif inputs.hearing_on is not None:
        found.append(
            "The protocol counts days before the hearing. We count working days, the stricter "
            "reading, which satisfies both."
        )
    return found
