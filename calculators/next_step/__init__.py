"""Next step: the step of the arrears procedure a case is at, and what to do by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from calculators.breathing_space.models import what_we_may
from calculators.core import notices
from calculators.core.breathing_space import SPACES
from calculators.core.calendar import DAY, add_months, clear_days_after
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import FigureNotHeld, NotCovered
from calculators.core.figures import FigureSet
from calculators.core.money import down_to_penny, up_to_penny
from calculators.core.outcomes import Outcome, Verdict, cannot_tell, no, yes
from calculators.core.procedures import ProcedureStep, StepsVersion
from calculators.core.tenancies import (
    ASSOCIATION,
    RENTERS_RIGHTS_PRIVATE_FROM,
    RENTERS_RIGHTS_SOCIAL_PLANNED,
    Tenure,
)
from calculators.core.trace import Trace
from calculators.core.wording import (
    capitalised,
    counted,
    day_and_date,
    in_list,
    in_sentence,
    long_date,
    month_and_year,
    pounds,
)
from calculators.next_step import insolvency, rules
from calculators.next_step.conditions import CONDITIONS, in_words, is_met, verdict
from calculators.next_step.days import PROCEDURE, Days, StepDays
from calculators.next_step.facts import (
    FACTS,
    MATTERS_AFTER,
    WEEKS_IN_YEAR,
    Facts,
    LastDone,
    between,
    canonical,
)
from calculators.next_step.models import (
    RECORDED,
    BreathingSpace,
    NextStepInput,
    NextStepResult,
    Pause,
    PossibleStep,
)
from calculators.next_step.running import Claims, ManyClaims, compared_with, numbers_on
from calculators.next_step.situation import Situation

__all__ = ["NextStepInput", "NextStepResult", "calculate"]

DOCUMENT = f"procedures/{PROCEDURE}"
#: What a figure says of itself that is read on the first day of a month of Universal Credit.
PERIOD_STARTS = "the first day of the assessment period"
EVICTION_NOTICE, WARRANT_LIFE = "court.eviction.notice", "court.warrant.life"
EVICTION_DAY = "eviction-day"
LAWFUL_DAY = "whether the eviction date is a lawful one, with eviction readiness"
WITH_EVICTION_DATE = between(LastDone.EVICTION_DATE, LastDone.EVICTION_REVIEW)
BEFORE_HEARING = between(LastDone.CLAIM, LastDone.HEARING_LETTER)
QUOTE = re.compile(r"""\{\{\s*(figure|calculator)\(\s*["']([^"']*)["']\s*\)\s*\}\}""")
SAY_IN_SPACE = (
    "You are in a breathing space, so we are not asking you for the arrears in it. Rent that falls "
    "due from now on is still to be paid."
)
SAY_IN_ORDER = (
    "We are not asking you for the arrears in your order or arrangement. Rent that falls due from "
    "now on is still to be paid."
)
#: Facts that decide the step; the rest say what may stop it.
DECIDING = FACTS[: FACTS.index("breathing_space")]


def calculate(inputs: NextStepInput, figures: FigureSet) -> NextStepResult:
    """Find the step a case is at on a day.

    Args:
        inputs: The account and what has been done; money in pounds.
        figures: The procedure's steps and the figures they compare with, read on the day of the
            case unless a rule names another.

    Raises:
        NotCovered: For another tenancy, a home that is not social housing, or a day before the
            procedure began.
        FigureNotHeld: Where a threshold is not held for the day.
    """
    return Finder(inputs, figures).result()


class Finder:
    """One case being looked at: the facts, the version in force and the working as it grows."""

    def __init__(self, inputs: NextStepInput, figures: FigureSet) -> None:
        """Refuse what is not covered, and read what decides the step."""
        self.inputs = inputs
        self.day = inputs.case_date
        self.trace = Trace(figures)
        self.version = self.version_in_force(figures)
        self.refuse_others()
        self.numbers = numbers_on(self.version, figures, self.day)
        # What decides the step is noted once it is known which figures did.
        self.situation = Situation(
            inputs,
            self.trace,
            compared_with(self.version, self.numbers, "weeks of rent"),
            compared_with(self.version, self.numbers, "GBP"),
            compared_with(self.version, self.numbers, "payments"),
        )
        self.days = StepDays(inputs, self.trace, self.situation)
        self.warnings: list[str] = []

    def version_in_force(self, figures: FigureSet) -> StepsVersion:
        """The procedure's version on the day of the case.

        Raises:
            NotCovered: If none is held.
        """
        procedure = figures.procedures.get(PROCEDURE)
        if procedure is None or not procedure.versions:
            raise NotCovered("We hold no arrears procedure. Ask the handbook's owner.")
        version = procedure.version_on(self.day)
        if version is None:
            first = long_date(procedure.versions[0].starts)
            raise NotCovered(
                f"We hold the arrears procedure from {first}. Choose a later date, or ask the "
                "policy owner about earlier cases.",
                "case_date",
            )
        return version

    def refuse_others(self) -> None:
        """Refuse tenancies this procedure is not for.

        Raises:
            NotCovered: Saying where to go instead.
        """
        inputs = self.inputs
        if inputs.tenure is Tenure.OTHER or inputs.tenure.value not in self.version.tenures:
            raise NotCovered(
                "This procedure is for tenants in social housing. Use the procedure for former "
                "tenants, garages or leaseholders, or take advice about a home let at market rent.",
                "tenure",
            )
        if inputs.tenure in ASSOCIATION and inputs.social_housing is YesNoNotKnown.NO:
            raise NotCovered(
                "This procedure is for social housing. A home let at market rent has been under "
                f"the Renters' Rights Act since {long_date(RENTERS_RIGHTS_PRIVATE_FROM)}, "
                "with other notices and grounds. Take advice.",
                "social_housing",
            )

    # Which step

    def candidates(self) -> dict[str, list[Facts]]:
        """The steps the case may be at, with the facts each would follow from."""
        possible = self.situation.possible
        found: dict[str, list[Facts]] = {}
        here = self.inputs.last_done
        lists = [
            # What means nothing after this milestone is set back anyway: one value will do.
            possible[name] if here in MATTERS_AFTER.get(name, (here,)) else possible[name][:1]
            for name in DECIDING
        ]
        cases = list(dict.fromkeys(canonical(Facts(*values)) for values in product(*lists)))
        claims = (ManyClaims if cases[1:] else Claims)(self.version, self.numbers)
        for facts in cases:
            for step in claims.claiming(facts):
                found.setdefault(step.id, []).append(facts)
        return found

    def result(self) -> NextStepResult:
        """The whole answer."""
        if self.inputs.last_done is LastDone.NOT_KNOWN:
            fact = "the last thing done on the case"
            return self.undecided(
                cannot_tell("What has been done decides the step.", fact), (), (fact,)
            )
        self.show_owed()
        candidates = self.candidates()
        if len(candidates) == 1:
            ((step_id, ways),) = candidates.items()
            return self.decided(self.version.step(step_id), ways[0])
        return self.several(candidates)

    def several(self, candidates: dict[str, list[Facts]]) -> NextStepResult:
        """The answer where open facts leave more than one step."""
        known = self.situation.known
        open_facts = [name for name in DECIDING if known[name].is_open]
        telling = [
            name
            for name in open_facts
            if len({frozenset(getattr(f, name) for f in ways) for ways in candidates.values()}) > 1
        ]
        settled = tuple(known[name].settled_by for name in telling or open_facts)
        rows = [
            PossibleStep(title=step.title, if_so=self.if_so(telling, candidates, step.id))
            for step in self.version.steps
            if step.id in candidates
        ]
        because = in_one_sentence([known[name].words for name in telling])
        return self.undecided(cannot_tell(f"{because}.", *settled), tuple(rows), settled)

    def if_so(
        self, telling: Sequence[str], candidates: Mapping[str, list[Facts]], step: str
    ) -> str:
        """What open facts would have to be for a step; one that may be anything is left out."""
        every = [facts for ways in candidates.values() for facts in ways]
        ways = candidates[step]
        narrowed = [
            name
            for name in telling
            if {getattr(each, name) for each in ways} != {getattr(each, name) for each in every}
        ]
        return in_list([self.if_words(name, ways) for name in narrowed or telling])

    def if_words(self, fact: str, ways: list[Facts]) -> str:
        """What an open fact would have to be for a step."""
        values = list(dict.fromkeys(getattr(each, fact) for each in ways))
        if fact == "arrears":
            owed = sorted(each.owed for each in values)
            if owed[0] == owed[-1]:
                return f"{pounds(owed[0])} is owed"
            least, most = pounds(up_to_penny(owed[0])), pounds(down_to_penny(owed[-1]))
            return f"from {least} to {most} is owed after benefit on its way"
        if fact == "payments_missed":
            return f"{in_list([str(each) for each in values], 'or')} missed"
        return in_list([each.label for each in values], "or")

    def undecided(
        self, outcome: Outcome, possible: tuple[PossibleStep, ...], settled: tuple[str, ...]
    ) -> NextStepResult:
        """The answer where the step cannot be told."""
        facts = in_list(settled, "and")
        return NextStepResult(
            answer=f"Cannot tell which step the case is at until you know {facts}.",
            warnings=tuple(self.warnings),
            next_steps=tuple(f"Find out {each}." for each in settled),
            step=None,
            step_title=None,
            go_ahead=outcome,
            earliest=None,
            deadline=None,
            overdue_by=None,
            who=None,
            signs_off=None,
            owed_after_benefit=None,
            possible=possible,
            why=(),
            pauses=(),
            missing=tuple(self.missing()),
            say=(),
            evidence=(),
            clause=None,
            law=(),
            version=self.version_words(),
            working=self.trace.finish(),
        )

    def decided(self, step: ProcedureStep, facts: Facts) -> NextStepResult:
        """The answer where the step is certain."""
        self.trace.clause(DOCUMENT, step.id, self.day)
        clause = self.trace.clause(step.policy, step.clause, self.day)
        why = tuple(self.why(step, facts))
        pauses = tuple(self.pauses(step))
        protections = list(insolvency.look(self.inputs, step, self.trace))
        pauses += tuple(each.pause for each in protections)
        self.warnings += dict.fromkeys(
            w for each in protections for w in each.warnings(self.day) if w
        )
        known = [(e.kind, e.space) for e in protections if e.kind is not None and e.space]
        may, must_not = what_we_may(known) if known else ((), ())
        days = self.days.of(step)
        go_ahead = self.go_ahead(pauses, days, step)
        stopped = any(each.stops.verdict is Verdict.YES for each in pauses)
        deadline = None if stopped else days.deadline
        late = None
        if deadline is not None and deadline < self.day:
            late = (self.day - deadline).days
        self.say_what_to_watch(step, days)
        arrears = self.situation.known["arrears"]
        return NextStepResult(
            answer=self.answer(step, go_ahead, days, pauses, deadline),
            warnings=tuple(self.warnings),
            next_steps=tuple(self.actions(step, protections, pauses, stopped=stopped)),
            step=step.id,
            step_title=step.title,
            go_ahead=go_ahead,
            earliest=days.earliest,
            deadline=deadline,
            deadline_counted="Not counted while it is stopped" if stopped else days.counted,
            overdue_by=late,
            who=step.who.title,
            signs_off=" → ".join(each.title for each in step.signs_off) or None,
            owed_after_benefit=None if arrears.is_open else arrears.values[0].owed,
            possible=(),
            why=why,
            pauses=pauses,
            may=may,
            must_not=must_not,
            missing=tuple(self.missing()),
            say=tuple(self.words_to_say(step, protections, stopped=stopped)),
            evidence=() if stopped else tuple(self.plain(each) for each in step.evidence),
            clause=clause or None,
            law=step.law,
            version=self.version_words(),
            working=self.trace.finish(),
        )

    # Why

    def why(self, step: ProcedureStep, facts: Facts) -> Iterator[str]:
        """Each condition that brought the case here, with what the case says to it."""
        for way in step.trigger:
            if all(is_met(use, facts, self.numbers) for use in way):
                for use in way:
                    words = in_words(use, self.figure)
                    reads = CONDITIONS[use.name].reads
                    said = in_one_sentence([self.situation.known[name].words for name in reads])
                    words = capitalised(words)
                    # What was done last says by itself that it is one of those a step follows.
                    alone = said == words or reads == ("last_done",)
                    yield f"{said}." if alone else f"{words}. {said}."
                return

    def show_owed(self) -> None:
        """Write down what is owed, in pounds and in weeks of rent."""
        inputs, known = self.inputs, self.situation.known["arrears"]
        if known.is_open:
            return
        owed = known.values[0].owed
        expected = inputs.benefit_expected
        self.trace.step(
            "Owed after benefit on its way",
            owed,
            unit="GBP",
            sum=f"{pounds(inputs.arrears)} − {pounds(expected)}" if expected else "",
            source="Rent Collection and Arrears Management, “Early contact”",
        )
        # Down, so that it never shows a threshold that has not been reached.
        weeks = down_to_penny(owed * WEEKS_IN_YEAR / self.situation.annual_rent)
        self.trace.step(
            "That in weeks of rent",
            weeks,
            unit="weeks of rent",
            sum=f"{pounds(owed)} × 52 ÷ {pounds(self.situation.annual_rent)} of rent a year",
            rounding="Shown to two decimals, down; compared exactly",
            source="Weeks of the rent the agreement sets, with no rent-free weeks taken out",
        )

    # What may stop it

    def pauses(self, step: ProcedureStep) -> Iterator[Pause]:
        """Each thing that may stop the step, and whether it does."""
        for use in step.stopped_by:
            known = self.situation.known[CONDITIONS[use.name].reads[0]]
            answer = verdict(use, self.situation.possible, self.numbers)
            because = f"{known.words}."
            outcome = {Verdict.YES: yes, Verdict.NO: no}.get(answer)
            yield Pause(
                what=capitalised(in_words(use, self.figure)),
                stops=outcome(because) if outcome else cannot_tell(because, known.settled_by),
                because=because,
                law=CONDITIONS[use.name].source,
            )

    def go_ahead(self, pauses: tuple[Pause, ...], days: Days, step: ProcedureStep) -> Outcome:
        """Whether the step can be done on the day of the case."""
        for each in pauses:
            if each.stops.verdict is Verdict.YES:
                return no(each.because)
        doubts = self.eviction_doubts() if step.id == EVICTION_DAY else []
        if doubts:
            return cannot_tell(" ".join(doubts), LAWFUL_DAY)
        if days.earliest is not None and days.earliest > self.day:
            return no(f"Not before {day_and_date(days.earliest)}.")
        open_ = [fact for each in pauses for fact in each.stops.settled_by]
        open_ += days.missing
        if not insolvency.left_empty(self.inputs).issuperset(open_):
            return cannot_tell("Something that may stop it is not known.", *dict.fromkeys(open_))
        first = self.look_first(pauses)
        if step.signs_off:
            roles = in_list([f"the {in_sentence(each.title)}" for each in step.signs_off])
            return yes(f"{first} Once agreed by {roles}: the decision is theirs.".strip())
        return yes(f"{first} Nothing else known stops it." if first else "Nothing stops it.")

    def eviction_doubts(self) -> list[str]:
        """Why an eviction date may not stand, by the notice and the warrant given."""
        inputs, found = self.inputs, []
        day, delivered, asked = inputs.eviction_on, inputs.eviction_notice_on, inputs.warrant_on
        if day is None or inputs.last_done not in WITH_EVICTION_DATE:
            return []
        length = self.situation.held(EVICTION_NOTICE, delivered) if delivered else None
        if delivered and length and day < clear_days_after(delivered, length):
            first = clear_days_after(delivered, length)
            found.append(
                f"After the bailiff's notice of {day_and_date(delivered)} the first lawful day is "
                f"{day_and_date(first)}, unless it is a new notice after an eviction that did not "
                "happen."
            )
        months = self.situation.held(WARRANT_LIFE, asked) if asked else None
        if asked and months and day >= add_months(asked, months):
            found.append(
                f"The warrant asked for on {long_date(asked)} may have run out by then: it lasts "
                f"{counted(months, 'month')} from its issue."
            )
        return found

    # In words

    def answer(
        self,
        step: ProcedureStep,
        go_ahead: Outcome,
        days: Days,
        pauses: tuple[Pause, ...],
        deadline: dt.date | None,
    ) -> str:
        """The answer in one sentence."""
        at = f"The case is at “{step.title}”"
        if go_ahead.verdict is Verdict.YES and (first := self.look_first(pauses)):
            at = f"{first} {at}"
        for each in pauses:
            if each.stops.verdict is Verdict.YES:
                return f"{at}, which must wait: {in_sentence(each.because)}"
        by = f"by {day_and_date(deadline)}" if deadline else ""
        if step.deadline is not None and step.deadline.kind == "on" and deadline:
            by = f"on {day_and_date(deadline)}"
        if go_ahead.verdict is Verdict.CANNOT_TELL:
            facts = in_list(go_ahead.settled_by, "and")
            due = f": do it {by}, but first find out {facts}." if by else f": find out {facts}."
            return f"{at}{due}"
        if days.earliest is not None and days.earliest > self.day and by[:2] == "by":
            return f"{at}: do it from {day_and_date(days.earliest)}, and {by}."
        if not by:
            return f"{at}."
        if deadline is not None and deadline < self.day:
            late = counted((self.day - deadline).days, "day")
            return f"{at}: it was to be done {by}, {late} ago."
        return f"{at}: do it {by}."

    @property
    def in_breathing_space(self) -> bool:
        """Whether a breathing space is certain to cover the arrears today."""
        return self.situation.known["breathing_space"].values == (True,)

    def words_to_say(
        self, step: ProcedureStep, protections: list[insolvency.Found], *, stopped: bool
    ) -> Iterator[str]:
        """What to say: the step's words only where the step may be taken.

        Source:
            SI 2020/1311 reg. 7; Insolvency Act 1986 ss.251G and 285: the arrears in it must not
            be asked for; rent that falls due after it began may be.
        """
        if not stopped:
            yield from (self.plain(each) for each in step.say)
        elif self.in_breathing_space or any(e.stops and e.kind in SPACES for e in protections):
            yield SAY_IN_SPACE
        elif any(each.stops for each in protections):
            yield SAY_IN_ORDER

    def actions(
        self,
        step: ProcedureStep,
        protections: list[insolvency.Found],
        pauses: tuple[Pause, ...],
        *,
        stopped: bool,
    ) -> Iterator[str]:
        """What to do now."""
        if stopped:
            ends, found = self.situation.breathing_space_ends(), []
            if self.in_breathing_space and ends is not None:
                found.append(f"Look at the case again on {day_and_date(ends + DAY)}.")
            for one in protections:
                if one.stops and one.space is not None:
                    found += one.space.next_steps
            yield from dict.fromkeys(found)
            yield "Hold this step, and record why and the day you look again."
            return
        if first := self.look_first(pauses):
            yield f"{first} Answer here what you find."
        for each in step.do:
            yield self.plain(each)

    def look_first(self, pauses: tuple[Pause, ...]) -> str:
        """What to look for before the step, where the question about it was left empty."""
        empty = insolvency.left_empty(self.inputs)
        facts = [fact for each in pauses for fact in each.stops.settled_by]
        return insolvency.look_first([fact for fact in facts if fact in empty])

    def missing(self) -> Iterator[str]:
        """What should have come before and has no date yet, in order."""
        inputs = self.inputs
        order = list(RECORDED)
        if inputs.last_done not in order:
            return
        for milestone in order[: order.index(inputs.last_done) + 1]:
            name = RECORDED[milestone]
            if getattr(inputs, name) is not None:
                continue
            if milestone is LastDone.CONTACT_TRIED and inputs.contact_on is not None:
                continue
            yield NextStepInput.asked[name].label

    def plain(self, text: str) -> str:
        """A sentence of a step with its figures written in."""

        def written(match: re.Match[str]) -> str:
            if match[1] == "calculator":
                return match[2].replace("_", " ").capitalize()
            return self.figure(match[2])

        return QUOTE.sub(written, text)

    def figure(self, figure_id: str) -> str:
        """A figure in words, or that it is not held for the day.

        A figure read on the first day of an assessment period may have changed since the one that
        runs on the day began. Then both values are given, and the day that parts them.
        """
        try:
            read = self.trace.figure(figure_id, self.day)
            if read.figure.read_on != PERIOD_STARTS:
                return read.shown
            # A period that runs today began within the last month.
            earliest = add_months(self.day, -1) + DAY
            if read.dated.starts <= earliest:
                return read.shown
            before = self.trace.figure(figure_id, earliest)
        except FigureNotHeld:
            return f"[an amount we do not hold for {long_date(self.day)}]"
        return (
            f"{read.shown} ({before.shown} where the assessment period started before "
            f"{long_date(read.dated.starts)})"
        )

    def version_words(self) -> str:
        """The procedure's version in words."""
        return f"Version {self.version.version}, in force from {long_date(self.version.starts)}"

    def say_what_to_watch(self, step: ProcedureStep, days: Days) -> None:
        """Warnings: cautious readings, changes ahead, and what a breathing space leaves open."""
        inputs = self.inputs
        self.warn_of_benefit_change(step)
        self.warnings += [f"{each} Use eviction readiness." for each in self.eviction_doubts()]
        if (
            inputs.last_done in BEFORE_HEARING
            and inputs.hearing_on
            and inputs.hearing_on < self.day
        ):
            self.warnings.append(
                f"The hearing on {long_date(inputs.hearing_on)} has passed. Once you know what the "
                "court decided, choose it as the last thing done."
            )
        running = (BreathingSpace.STANDARD, BreathingSpace.MENTAL_HEALTH)
        if inputs.breathing_space in running and insolvency.SINCE_THEN not in self.warnings:
            self.warnings.append(insolvency.SINCE_THEN)
        void = self.situation.known["notice"].words.endswith("so it is void")
        if void:
            self.warnings.append(
                "The notice was served during a breathing space for the arrears, so it has no "
                "effect. Do not rest a claim on it."
            )
        issued, specified = inputs.claim_issued_on, inputs.notice_specified_date
        if issued is not None and specified is not None:
            opens = notices.claim_opens(inputs.tenure, specified)
            if issued < opens:
                self.warnings.append(
                    f"The claim was issued on {long_date(issued)}, before {long_date(opens)}, the "
                    "first day the notice allowed. Take advice."
                )
        if inputs.tenure is Tenure.FLEXIBLE and step.id in ("notice-secure", "claim"):
            self.warnings.append(
                "During the fixed term a flexible tenancy also needs a term in the agreement that "
                "lets us end it. We use the rules for secure tenancies as the cautious reading of "
                "the dates. Take advice."
            )
        if step.id == "prepare-hearing" and step.deadline is not None and days.deadline is not None:
            number = self.days.step_figure(step.deadline.figure, inputs.hearing_on).number
            self.warnings.append(
                f"The protocol says {counted(number, 'day')} before the hearing. We count working "
                "days, the stricter reading, which satisfies both."
            )
        planned = RENTERS_RIGHTS_SOCIAL_PLANNED
        ahead = [each for each in (days.deadline, days.earliest) if each is not None]
        read = self.trace.figures.in_force
        if inputs.tenure in ASSOCIATION and any(
            notices.reform_reached(read, each, social=True) is not False for each in ahead
        ):
            self.warnings.append(
                "The government plans to bring social housing under the Renters' Rights Act from "
                f"{month_and_year(planned)}, with no day set. Notices and grounds may change: take "
                "advice before acting on a day after that."
            )

    def warn_of_benefit_change(self, step: ProcedureStep) -> None:
        """Say where to ask for help between the end of one scheme and the procedure's new text."""
        starts = rules.CRISIS_AND_RESILIENCE_FUND_FROM
        named = any("Discretionary Housing Payment" in text for text in step.do)
        if named and self.day >= starts:
            self.warnings.append(
                f"Discretionary Housing Payments ended in England on {long_date(starts - DAY)}. "
                "Ask the council for a housing payment from the Crisis and Resilience Fund instead."
            )


def in_one_sentence(said: list[str]) -> str:
    """Sentences without their stops as one sentence.

    Example:
        >>> in_one_sentence(["£5.00 is owed", "There is no plan"])
        '£5.00 is owed; there is no plan'
    """
    return "; ".join([*said[:1], *(in_sentence(each) for each in said[1:])])
