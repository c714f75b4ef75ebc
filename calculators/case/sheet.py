"""The case sheet: every calculator tried on one case, and the question that would settle most."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any

from calculators.affordability.models import AffordabilityInput
from calculators.case.compare import universal_credit_beside_estimate
from calculators.case.facts import NOT_KNOWN, Facts, in_words, kind_of
from calculators.case.links import ASKED_FOR_A_LINK, LINKS, Found, Known, differs, linked, not_for
from calculators.case.suggestion import PLAN, Suggestion, as_offer, beware, suggested_plan
from calculators.core.errors import Doubt, OutOfScope, Problem
from calculators.core.outcomes import Outcome, Verdict
from calculators.core.present import Document, document
from calculators.core.present.document import Fact
from calculators.core.questions import AskedModel, CalculatorInput, says_something
from calculators.core.results import CalculatorResult, parts_of
from calculators.core.wording import capitalised, in_list
from calculators.registry import Calculator, Part

#: What reads a case and works it out: the facts and the answer, or every problem in the way.
Attempt = Callable[
    [Calculator, Mapping[str, Any]], list[Problem] | tuple[CalculatorInput, CalculatorResult]
]


@dataclass(frozen=True)
class Question:
    """A question of one calculator's form."""

    calculator: str
    name: str
    label: str


#: Facts that contradict each other, as a question, and where to look: one place or more.
Conflict = tuple[str, *tuple[Question, ...]]


@dataclass(frozen=True)
class Open:
    """Something that cannot be told yet: what, why, and the facts that would settle it."""

    label: str
    because: str
    settled_by: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One calculator on the sheet.

    Attributes:
        calculator: Which.
        answer: Its answer as a document; None while it cannot be worked out.
        open: What its answer cannot tell yet.
        missing: The questions it still needs.
        problems: What is wrong with the facts it was given.
        unanswered: Whether they only ask for what nobody has answered.
        taken_as: Questions nobody answered, and what the answer takes them as.
        worked_out: Facts it took from other answers, and what they follow from.
    """

    calculator: Calculator
    answer: Document | None = None
    open: tuple[Open, ...] = ()
    missing: tuple[Question, ...] = ()
    problems: tuple[tuple[Problem, Question | None], ...] = ()
    unanswered: bool = False
    taken_as: tuple[Fact, ...] = ()
    worked_out: tuple[Fact, ...] = ()

    @property
    def not_for_it(self) -> bool:
        """Whether the calculator is not for this case, so that nothing waits to be put right."""
        return bool(self.problems) and all(
            isinstance(each, OutOfScope) for each, _ in self.problems
        )

    @property
    def only_doubted(self) -> bool:
        """Whether nothing is wrong but amounts that are unusual, and may be right."""
        return bool(self.problems) and all(isinstance(each, Doubt) for each, _ in self.problems)


@dataclass(frozen=True)
class ToAsk:
    """A question worth asking next.

    Attributes:
        label: The question, or the fact in words where no form asks for it.
        at: Where it is asked; None if no form asks for it.
        needed_by: The titles of the calculators that wait for it.
        settles: The titles of those whose answer it would make certain.
    """

    label: str
    at: Question | None
    needed_by: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The whole sheet, in the order an officer needs it.

    Attributes:
        parts: The calculators by part, every part that has one.
        to_ask: What to ask next, most useful first.
        conflicts: Facts given that others contradict, as questions, with where to look.
        suggestion: The plan that the answers support, where it can be said.
        suggested: What that plan comes to, in a sentence; "" if it cannot be worked out yet.
        facts: The facts given, in words, with where each comes from.
        left: Those that a page filled in and the officer left as they were.
    """

    parts: Mapping[Part, tuple[Entry, ...]]
    to_ask: tuple[ToAsk, ...]
    conflicts: tuple[Conflict, ...]
    suggestion: Suggestion | None
    suggested: str
    facts: tuple[tuple[Fact, Question], ...]
    left: tuple[tuple[Fact, Question], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every calculator on the sheet, in order."""
        return tuple(entry for entries in self.parts.values() for entry in entries)


def sheet_of(
    typed: Mapping[str, Any],
    calculators: Mapping[str, Calculator],
    attempt: Attempt,
    *,
    where: Mapping[str, str] | None = None,
    left: Collection[str] = (),
) -> Sheet:
    """Try every calculator on the facts of one case.

    Args:
        typed: The facts as typed, by field name; they may be few, or wrong.
        calculators: Every calculator there is.
        attempt: Works one out.
        where: Where each fact comes from, in words.
        left: The facts that a page filled in and the officer left as they were.
    """
    work = Work(Facts(typed), attempt, calculators)
    parts = {
        part: tuple(work.entry(each) for each in calculators.values() if each.part is part)
        for part in Part
    }
    entries = [entry for each in parts.values() for entry in each]
    work.name_pages_that_contradict(where or {})
    suggestion = suggested_plan(work.known)
    in_order = [entry.calculator for entry in entries]
    facts = list(facts_given(work.known.facts, in_order, where or {}))
    return Sheet(
        parts={part: each for part, each in parts.items() if each},
        to_ask=tuple(to_ask(entries)),
        conflicts=tuple(work.conflicts.values()),
        suggestion=suggestion,
        suggested=work.suggested(suggestion, calculators.get(PLAN)),
        facts=tuple(each for each in facts if each[1].name not in left),
        left=tuple(each for each in facts if each[1].name in left),
    )


@dataclass(frozen=True)
class Follows:
    """What follows for one calculator.

    Attributes:
        facts: Each fact that follows, by the name of its question; never one that was given, be it
            as not known, and never one that would not be asked.
        beware: What another answer says against using it at all, in sentences; "" if nothing.
    """

    facts: Mapping[str, Found]
    beware: str = ""


def follows_for(
    calculator: Calculator,
    typed: Mapping[str, Any],
    calculators: Mapping[str, Calculator],
    attempt: Attempt,
) -> Follows:
    """What follows from the facts of one case for the questions of one calculator.

    It is what the sheet would take there: from the facts, and from the answers of the calculators
    that stand before it on the sheet, or of all of them if it has no place there.

    Args:
        calculator: Whose questions.
        typed: As for :func:`sheet_of`.
        calculators: As for :func:`sheet_of`.
        attempt: As for :func:`sheet_of`.
    """
    work = Work(Facts(typed), attempt, calculators)
    linkable = any(n in LINKS for n in calculator.inputs.asked if n not in work.facts.typed)
    if not linkable and calculator.id != PLAN:
        return Follows({})
    on_sheet = (each for part in Part for each in calculators.values() if each.part is part)
    for each in takewhile(lambda each: each is not calculator, on_sheet):
        work.entry(each)
    return Follows(work.follows(calculator), beware(calculator.id, work.known))


@dataclass
class Work:
    """A sheet being worked out: what is known grows with each answer."""

    facts: Facts
    attempt: Attempt
    calculators: Mapping[str, Calculator]
    answers: dict[str, CalculatorResult] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)

    @property
    def known(self) -> Known:
        """What a link may look at now."""
        return Known(self.facts, self.answers)

    @cached_property
    def asked_somewhere(self) -> frozenset[str]:
        """The facts typed that at least one calculator asks for in this case.

        A calculator that does not ask for one of them may leave it be. A fact that none asks for
        contradicts another, and the calculators that know it ask which is right.
        """
        typed = self.facts.typed
        models = [each.inputs for each in self.calculators.values()]
        return frozenset(
            name
            for model in models
            for name in (model.asked.keys() & typed.keys()) - model.not_asked(typed)
        )

    def entry(self, calculator: Calculator) -> Entry:
        """One calculator tried on the case."""
        model = calculator.inputs
        given, worked_out = self.given(calculator)
        left_out = model.not_asked(given)
        missing = tuple(
            Question(calculator.id, name, model.asked[name].label)
            for name in needed(model)
            if name not in given and name not in left_out
        )
        if missing and (why := not_for(calculator.id, self.known)):
            return Entry(calculator, problems=((OutOfScope("", why), None),))
        if any(model.model_fields[each.name].is_required() for each in missing):
            return Entry(calculator, missing=missing)
        outcome = self.attempt(calculator, given)
        if isinstance(outcome, list) and missing:
            return Entry(calculator, missing=missing)
        if isinstance(outcome, list):
            problems = tuple((each, question_at(calculator, each.field)) for each in outcome)
            unanswered = all(at is not None and at.name not in given for _, at in problems)
            return Entry(calculator, problems=problems, unanswered=unanswered)
        facts, result = outcome
        self.answers[calculator.id] = result
        if isinstance(facts, AffordabilityInput):
            self.compare(calculator, facts)
        return Entry(
            calculator,
            answer=document(calculator.title, facts, result),
            open=tuple(opens(result)),
            taken_as=tuple(taken_as(facts, given)),
            worked_out=worked_out,
        )

    def compare(self, calculator: Calculator, facts: AffordabilityInput) -> None:
        """Ask where the statement counts on more than another answer gives."""
        name = "income_universal_credit"
        if words := universal_credit_beside_estimate(self.known, facts):
            label = calculator.inputs.asked[name].label
            self.conflicts[name] = words, Question(calculator.id, name, label)

    def link(self, name: str) -> Found | None:
        """What a question's answer follows from, with the calculator that tells it worked out."""
        source = self.calculators.get(ASKED_FOR_A_LINK.get(name, ""))
        if source is not None and source.id not in self.tried:
            self.tried.add(source.id)
            self.entry(source)
        return linked(name, self.known)

    def given(self, calculator: Calculator) -> tuple[dict[str, Any], tuple[Fact, ...]]:
        """The facts a calculator can use: those typed, then those that follow from others."""
        model = calculator.inputs
        given: dict[str, Any] = {}
        worked_out: dict[str, Fact] = {}
        for name, asked in model.asked.items():
            if asked.confirms:
                if (own := own_name(calculator, name)) in self.facts:
                    given[name] = self.facts.typed[own]
                continue
            found = self.link(name)
            if name in self.facts:
                given[name] = self.facts.typed[name]
                if found and differs(given[name], found, kind_of(model, name).kind):
                    mine, theirs = (
                        in_words(model, name, {name: value}) for value in (given[name], found.value)
                    )
                    words = f"{asked.label}: is {mine} right? {theirs} follows, because"
                    question = Question(calculator.id, name, asked.label)
                    self.conflicts[name] = f"{words} {found.because}.", question
            elif found:
                given[name] = found.value
                shown = in_words(model, name, {name: found.value})
                worked_out[name] = Fact(asked.label, f"{shown}, because {found.because}")
            elif name in self.facts.typed:
                given[name] = self.facts.typed[name]
        left_out = model.not_asked(given)
        asked_here = [fact for name, fact in worked_out.items() if name not in left_out]
        for name in left_out & given.keys():
            if name not in self.facts.typed or name in self.asked_somewhere:
                del given[name]
        return given, tuple(asked_here)

    def name_pages_that_contradict(self, where: Mapping[str, str]) -> None:
        """Say on which pages two facts were typed of which one rules the other out.

        The calculators ask which is right; none of them knows that the other came from elsewhere.

        Args:
            where: Where each fact comes from, in words that have the page's title.
        """
        typed = self.facts.typed
        ruled_out: dict[tuple[str, str, str], list[str]] = {}
        for name in typed.keys() - self.asked_somewhere:
            page = self.page_of(name, where)
            if page is None or not says_something(page.inputs, name, typed[name]):
                continue
            by = page.inputs.ruled_out_by(name, typed, page.inputs.not_asked(typed))
            other = self.page_of(by, where)
            if other is not None and other is not page:
                ruled_out.setdefault((by, other.id, page.id), []).append(name)
        for (by, other_id, page_id), names in sorted(ruled_out.items()):
            other, page = self.calculators[other_id], self.calculators[page_id]
            in_order = [each for each in page.inputs.asked if each in names]
            filled = in_list([f"“{page.inputs.asked[each].label}”" for each in in_order])
            asked, answer = other.inputs.asked[by].label, in_words(other.inputs, by, typed)
            self.conflicts[f"{by} {other_id} {page_id}"] = (
                f"“{asked}” is answered “{answer}” on the page {other.title}, yet the page "
                f"{page.title} has {filled}. Which is right?",
                Question(other.id, by, f"{asked} in {other.title}"),
                Question(page.id, by, f"{asked} in {page.title}"),
            )

    def page_of(self, name: str, where: Mapping[str, str]) -> Calculator | None:
        """The calculator on whose page a fact was typed, if that is known."""
        words = where.get(name, "")
        asking = [
            each
            for each in self.calculators.values()
            if name in each.inputs.asked and each.title in words
        ]
        return max(asking, key=lambda each: len(each.title), default=None)

    def follows(self, calculator: Calculator) -> dict[str, Found]:
        """What follows for a calculator's questions, of those that nobody answered."""
        model = calculator.inputs
        given, _ = self.given(calculator)
        return {
            name: found
            for name in model.asked
            if name not in self.facts.typed
            and (found := self.link(name))
            and model.is_asked(name, given)
        }

    def suggested(self, suggestion: Suggestion | None, plan: Calculator | None) -> str:
        """What the suggested plan comes to, as the plan's calculator says it."""
        if suggestion is None or suggestion.a_month is None or plan is None:
            return ""
        facts = self.given(plan)[0] | as_offer(suggestion)
        left_out = plan.inputs.not_asked(facts)  # it is another plan than the one typed
        asked = {name: value for name, value in facts.items() if name not in left_out}
        outcome = self.attempt(plan, asked)
        return "" if isinstance(outcome, list) else outcome[1].answer


def own_name(calculator: Calculator, name: str) -> str:
    """What the case calls an answer that is only for the calculator it was given in."""
    return f"{calculator.id}.{name}"


def needed(model: type[AskedModel]) -> Iterator[str]:
    """The questions that must be answered wherever they are asked."""
    for name, info in model.model_fields.items():
        if info.is_required() or (model.asked[name].if_missing and info.default is None):
            yield name


def question_at(calculator: Calculator, place: str) -> Question | None:
    """The question a problem belongs to; a row's problem belongs to its list."""
    name = place.partition(".")[0]
    asked = calculator.inputs.asked.get(name)
    return Question(calculator.id, name, asked.label) if asked else None


def opens(result: CalculatorResult) -> Iterator[Open]:
    """What an answer cannot tell yet, each thing once."""
    seen = set()
    for name, part in parts_of(type(result)).items():
        value = getattr(result, name)
        if not isinstance(value, Outcome) or value.verdict is not Verdict.CANNOT_TELL:
            continue
        if (part.label, value) not in seen:
            seen.add((part.label, value))
            yield Open(part.label, value.because, value.settled_by)


def taken_as(facts: CalculatorInput, given: Mapping[str, Any]) -> Iterator[Fact]:
    """Questions that were asked and not answered, and the usual answer that was taken."""
    answers = dict(facts)
    left_out = facts.not_asked(answers)
    for name, asked in facts.asked.items():
        value = answers[name]
        if name in given or value in (None, NOT_KNOWN) or name in left_out or asked.confirms:
            continue
        typed = answers | {name: str(value)}
        shown = "None" if value == () else in_words(type(facts), name, typed)
        yield Fact(asked.label, shown)


#: What the landlord sets up once, and no tenant can be asked.
NOT_FOR_A_CALL = ("your organisation's guideline figures",)


def to_ask(entries: list[Entry]) -> Iterator[ToAsk]:
    """What to ask, most useful first.

    A question that is all some calculator waits for comes before one that is one of several; then
    the one that more answers wait for.
    """
    needed_by: dict[str, list[Entry]] = {}
    settles: dict[str, list[Entry]] = {}
    asked_at: dict[str, tuple[str, Question | None]] = {}
    for entry in entries:
        for question in entry.missing:
            asked_at.setdefault(question.name, (question.label, question))
            needed_by.setdefault(question.name, []).append(entry)
        for words in dict.fromkeys(each for one in entry.open for each in one.settled_by):
            if words in NOT_FOR_A_CALL:
                continue
            found = question_called(entry.calculator, words)
            key = found.name if found else words
            label = found.label if found else capitalised(words)
            asked_at.setdefault(key, (label, found))
            settles.setdefault(key, []).append(entry)

    def use(key: str) -> tuple[int, int]:
        waiting = needed_by.get(key, [])
        alone = sum(len(entry.missing) == 1 for entry in waiting)
        return alone, len(waiting) + len(settles.get(key, []))

    for key in sorted(asked_at, key=use, reverse=True):
        label, at = asked_at[key]
        yield ToAsk(
            label,
            at,
            tuple(each.calculator.title for each in needed_by.get(key, [])),
            tuple(each.calculator.title for each in settles.get(key, [])),
        )


def question_called(calculator: Calculator, words: str) -> Question | None:
    """The question that asks for a fact in words, if the form has it.

    "Who the household is" is asked by "Who is the household?": nearly every word that matters
    stands in the question, and no other question comes nearer. It decides only where a link leads.
    """
    wanted = words_that_matter(words)
    near = []
    for name, asked in calculator.inputs.asked.items():
        label = words_that_matter(asked.label)
        if wanted and 4 * len(wanted & label) >= 3 * len(wanted):
            near.append((len(wanted & label) / len(wanted | label), name))
    if not near:
        return None
    # Of two as near, the first on the form: "the first and last day" leads to the first day.
    _, name = max(near, key=lambda each: each[0])
    return Question(calculator.id, name, calculator.inputs.asked[name].label)


#: Words that a question and the fact it asks for may put differently.
SMALL_WORDS = frozenset(
    {
        "a", "an", "and", "any", "are", "been", "by", "do", "does", "for", "from", "had", "has",
        "have", "how", "if", "in", "is", "it", "its", "of", "on", "or", "that", "the", "there",
        "this", "to", "was", "were", "what", "when", "whether", "which", "who", "will", "with",
    }
)  # fmt: skip


def words_that_matter(words: str) -> frozenset[str]:
    """The words of a label or a fact, without small words and endings."""
    found = re.findall(r"[a-z0-9']+", words.casefold())
    return frozenset(stem(each) for each in found if each not in SMALL_WORDS)


def stem(word: str) -> str:
    """A word without its ending: "stands" is "stand", "charged" and "charge" are "charg"."""
    return word.removesuffix("'s").removesuffix("s").removesuffix("ed").removesuffix("e")


def facts_given(
    facts: Facts, calculators: Iterable[Calculator], where: Mapping[str, str]
) -> Iterator[tuple[Fact, Question]]:
    """Every fact given, once, in the order of the forms, with where it can be changed."""
    seen = set()
    for calculator in calculators:
        for name, asked in calculator.inputs.asked.items():
            held_as = own_name(calculator, name) if asked.confirms else name
            if held_as not in facts.typed or held_as in seen:
                continue
            seen.add(held_as)
            answers = {**facts.typed, name: facts.typed[held_as]} if asked.confirms else facts.typed
            shown = in_words(calculator.inputs, name, answers)
            fact = Fact(asked.label, shown, because=where.get(held_as, ""))
            yield fact, Question(calculator.id, name, asked.label)
