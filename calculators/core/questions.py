"""Questions officers are asked: declared once, on the field, and read by everything else.

A calculator's input model is a :class:`CalculatorInput` whose fields are made by
:func:`question`. The form, the messages, the page, the case note and the notebook all read the
label, hint, unit and limits from there.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from calculators.core.choices import Choice
from calculators.core.errors import Doubt, Problem
from calculators.core.periods import HowOften
from calculators.core.reading import Paid, Words
from calculators.core.wording import in_list, long_date


@dataclass(frozen=True)
class Question:
    """What a field asks, beyond its type and limits.

    Attributes:
        label: The question, in a few words; it also starts the field's messages.
        hint: Where to find the answer, or how to write it.
        group: The heading the question stands under on the form.
        unit: The unit of the answer, as in :mod:`calculators.core.wording`.
        why: Why we ask, for a reader who wonders.
        if_missing: What to say when a needed answer is empty.
        shown_when: Ask only if each named field has one of these answers.
        unit_from: The field (a frequency) that says the period of this amount.
        prefill: "today" where the page may offer the reader's own date.
        row: What one row is called, where the answer is a list of rows ("Missed payment").
        per: How often an amount is paid before anybody says otherwise ("weekly").
        confirms: The answer that confirms the amounts a calculator doubts. Such a question shows
            only where there is something to confirm, and its answer is no fact for others.
    """

    label: str
    hint: str = ""
    group: str = ""
    unit: str = ""
    why: str = ""
    if_missing: str = ""
    shown_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit_from: str = ""
    prefill: str = ""
    row: str = ""
    per: str = ""
    confirms: str = ""

    def row_words(self, number: int) -> str:
        """What a message about one row starts with; the first row is number 0."""
        return f"{self.row or 'Row'} {number + 1}: "


def question(
    label: str,
    *,
    default: Any = ...,
    ge: Decimal | int | None = None,
    gt: Decimal | int | None = None,
    le: Decimal | int | None = None,
    max_rows: int | None = None,
    **about: Any,
) -> Any:
    """A field of an input model that asks a question; ``about`` is the rest of `Question`.

    Args:
        label: The question in a few words.
        default: The answer taken when none is given; leave out for a question that needs one.
        ge: The least value allowed.
        gt: The value that must be passed.
        le: The greatest value allowed.
        max_rows: The most rows a list may have.
        about: Hint, group, unit, why, and so on.
    """
    asked = Question(label, **about)
    return Field(
        default=default,
        title=label,
        description=asked.hint or None,
        ge=ge,
        gt=gt,
        le=le,
        max_length=max_rows,
        json_schema_extra={"question": {k: v for k, v in asdict(asked).items() if v}},
    )


def question_of(info: FieldInfo) -> Question:
    """The question a model's field asks.

    Raises:
        TypeError: If the field was not made by :func:`question`.
    """
    extra = info.json_schema_extra
    if not isinstance(extra, dict) or not isinstance(extra.get("question"), dict):
        raise TypeError("make every input field with calculators.core.questions.question()")
    about: dict[str, Any] = dict(extra["question"])  # type: ignore[arg-type]
    about["shown_when"] = {k: tuple(v) for k, v in about.get("shown_when", {}).items()}
    return Question(**about)


def same_question(model: type[AskedModel], name: str, **own: Any) -> Any:
    """A field that asks what a field of another model asks, so that one answer fits both.

    Args:
        model: The model whose question it is.
        name: The field there, and here.
        own: What differs here: its group, when it is shown, whether it may stay empty.
    """
    info = model.model_fields[name]
    about = {key: value for key, value in asdict(question_of(info)).items() if value}
    if not info.is_required():
        about["default"] = info.default
    limits = limits_of(info)
    if "max_length" in limits:
        limits["max_rows"] = limits.pop("max_length")
    about |= limits | own
    return question(about.pop("label"), **about)


class AskedModel(BaseModel):
    """Fields that ask questions; an empty answer is the same as none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # Read from the fields once, when a model is made: they are asked for in every answer.
    asked: ClassVar[Mapping[str, Question]] = {}
    row_models: ClassVar[Mapping[str, type[AskedModel]]] = {}
    defaults: ClassVar[Mapping[str, Any]] = {}
    conditions: ClassVar[Sequence[tuple[str, Sequence[tuple[str, tuple[str, ...]]]]]] = ()
    may_be_ruled_out: ClassVar[frozenset[str]] = frozenset()
    to_be_answered: ClassVar[Mapping[str, str]] = {}
    nothing_given: ClassVar[AskedModel]
    #: Questions that need no answer where another one, by its name, has been answered.
    answered_by: ClassVar[Mapping[str, str]] = {}
    #: Questions with the later ones whose answers they make idle and not untrue where they leave
    #: them out (() for whatever they leave out): the hearing's day once there is an order. Any
    #: other answer to a question that is not asked is asked about.
    beside_the_point: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Read the questions once, and refuse conditions no answer could meet."""
        super().__pydantic_init_subclass__(**kwargs)
        cls.asked = {name: question_of(info) for name, info in cls.model_fields.items()}
        kinds = {name: answer_type(info.annotation) for name, info in cls.model_fields.items()}
        cls.row_models = {name: kind.row_model for name, kind in kinds.items() if kind.row_model}
        for name in cls.asked:
            check_condition(cls, name)
        cls.defaults = {name: info.default for name, info in cls.model_fields.items()}
        cls.conditions = tuple(
            (name, tuple(asked.shown_when.items()))
            for name, asked in cls.asked.items()
            if asked.shown_when
        )
        cls.may_be_ruled_out = frozenset(
            name
            for name, conditions in cls.conditions
            if not all(cls.makes_idle(other, name) for other, _ in conditions)
        )
        cls.to_be_answered = {
            name: asked.if_missing
            for name, asked in cls.asked.items()
            if asked.if_missing and cls.defaults[name] is None
        }
        cls.nothing_given = cls.model_construct()

    @model_validator(mode="before")
    @classmethod
    def drop_what_was_not_answered(cls, data: Any) -> Any:
        """Leave out empty answers, and answers to questions that are not asked in this case."""
        if not isinstance(data, Mapping):
            return data
        given = answered(data)
        left_out = cls.not_asked(given)
        return {name: value for name, value in given.items() if name not in left_out}

    @classmethod
    def from_read(cls, facts: Mapping[str, Any]) -> Self:
        """Answers that another form has read, taken over without what is not asked here.

        Args:
            facts: Answers by name, as read; each is asked here in the same words and limits.
        """
        left_out = cls.not_asked(facts)
        taken = {name: each for name, each in facts.items() if name not in left_out}
        return cls.holding(taken)

    @classmethod
    def holding(cls, facts: Mapping[str, Any]) -> Self:
        """Answers as another form has read them, all of them, beside the defaults of the rest."""
        return cast("Self", cls.nothing_given.model_copy(update=facts))

    @classmethod
    def not_asked(cls, given: Mapping[str, Any]) -> set[str]:
        """The questions that are not asked, going by the other answers or their defaults.

        Args:
            given: The answers that were given, as typed or as read.
        """
        found: set[str] = set()
        defaults = cls.defaults
        # A condition only names questions that come before its own, so one look at each will do.
        for name, conditions in cls.conditions:
            for other, wanted in conditions:
                # Choices are text, so an answer compares the same as typed and as read.
                answer = given[other] if other in given else defaults[other]
                if other in found or answer not in wanted:
                    found.add(name)
                    break
        return found

    def took_all(self, data: Mapping[str, Any]) -> bool:
        """Whether no answer that another may rule out was left out, so that none is asked about.

        Args:
            data: The answers as typed, from which these were read.
        """
        taken = self.__pydantic_fields_set__
        for name in self.may_be_ruled_out - taken:
            value = data.get(name)
            if value and tidy(value) is not None:
                return False
        for name in self.row_models:
            if name not in taken:
                continue
            read, given = getattr(self, name), data[name]
            if len(given) > len(read):
                given = [each for each in given if tidy(each) is not None]
            if not all(map(AskedModel.took_all, read, given)):
                return False
        return True

    @classmethod
    def contradicted(cls, data: Mapping[str, Any]) -> list[Problem]:
        """Answers that another one rules out: a partner's pay where there is no partner.

        The page never sends them, as it hides their questions; a case from elsewhere may hold
        them, and to leave them out unasked would answer another case.

        Args:
            data: The answers as typed.
        """
        given = answered(data)
        left_out = cls.not_asked(given)
        ruled_out: dict[str, list[str]] = {}
        for name, _ in cls.conditions:
            if name in left_out and name in given and says_something(cls, name, given[name]):
                ruled_out.setdefault(cls.ruled_out_by(name, given, left_out), []).append(name)
        ruled_out.pop("", None)
        found = [
            Problem(by, which_is_right(cls, by, given.get(by), names))
            for by, names in ruled_out.items()
        ]
        for name in (each for each in cls.row_models if each not in left_out):
            rows: Any = data.get(name)
            for number in filled_rows(rows):
                if isinstance(rows[number], Mapping):
                    found += [
                        Problem(f"{name}.{number}.{field}", cls.asked[name].row_words(number) + m)
                        for field, m in cls.row_models[name].contradicted(rows[number])
                    ]
        return found

    @classmethod
    def ruled_out_by(cls, name: str, given: Mapping[str, Any], left_out: Collection[str]) -> str:
        """The question whose answer rules another out; "" if it is idle, or that is not settled.

        Args:
            name: A question that is not asked.
            given: The answers without the empty ones.
            left_out: Every question that is not asked.
        """
        for other, wanted in cls.asked[name].shown_when.items():
            if cls.makes_idle(other, name):
                continue
            if other in left_out:  # what leaves that one out leaves this one out
                if by := cls.ruled_out_by(other, given, left_out):
                    return by
                continue
            answer = given.get(other, cls.defaults[other])
            choices = answer_type(cls.model_fields[other].annotation).choices or ()
            read = answer is None or answer in [each.value for each in choices]
            waited_for = answer is None and bool(cls.asked[other].if_missing)
            if answer not in wanted and read and not waited_for:
                return other
        return ""

    @classmethod
    def makes_idle(cls, other: str, name: str) -> bool:
        """Whether an answer to one question leaves another idle, and never untrue."""
        return any(other == by and name in (idle or (name,)) for by, idle in cls.beside_the_point)

    @classmethod
    def is_asked(cls, name: str, given: Mapping[str, Any]) -> bool:
        """Whether a question is asked, going by the other answers or their defaults."""
        return name not in cls.not_asked(given)  # unknown names are reported, not dropped

    @classmethod
    def missing(cls, given: Mapping[str, Any], left_out: Collection[str]) -> list[str]:
        """The questions that must be answered in this case and were not.

        Args:
            given: The answers that were given, as typed or as read.
            left_out: The questions that are not asked.
        """
        return [
            name
            for name in cls.to_be_answered
            if given.get(name) is None
            and name not in left_out
            and given.get(cls.answered_by.get(name, name)) is None
        ]

    @classmethod
    def left_unanswered(cls, data: Mapping[str, Any]) -> list[Problem]:
        """Questions that are asked only in some cases, must be answered in this one, and were not.

        Args:
            data: The answers as typed, or as read.
        """
        given = answered(data)
        left_out = cls.not_asked(given)
        missing = cls.missing(given, left_out)
        listed = [name for name in cls.row_models if data.get(name) and name not in left_out]
        found = []
        for name in (each for each in cls.asked if each in missing or each in listed):
            if name in missing:
                found.append(Problem(name, cls.to_be_answered[name]))
            rows = data.get(name) if name in listed else ()
            if isinstance(rows, list | tuple):
                for number in filled_rows(rows):
                    if not isinstance(rows[number], Mapping | AskedModel):
                        continue
                    found += [
                        Problem(f"{name}.{number}.{field}", cls.asked[name].row_words(number) + m)
                        for field, m in cls.row_models[name].left_unanswered(dict(rows[number]))
                    ]
        return found


class CalculatorInput(AskedModel):
    """The facts one calculator asks for. Field names are the same in every calculator."""

    def problems(self) -> list[Problem]:
        """What does not fit together, beyond each field's own limits; calculators add theirs."""
        return []

    def doubts(self) -> Iterable[Doubt]:
        """Amounts that are unusual and may be right; calculators add theirs."""
        return ()

    def still_to_come(
        self, names: Iterable[str], today: dt.date, advice: str = ""
    ) -> Iterator[Problem]:
        """Each day of something that has happened which lies after the day of the case.

        Args:
            names: The questions that ask for such days.
            today: The day of the case.
            advice: What to do about it, after the sentence that says so.
        """
        for name in names:
            day = getattr(self, name)
            if day is not None and day > today:
                words = (
                    f"{type(self).asked[name].label} must be on or before the date the answer is "
                    f"for, {long_date(today)}"
                )
                yield Problem(name, f"{words}. {advice}" if advice else words)

    def unanswered(self, typed: Mapping[str, Any] | None = None) -> list[Problem]:
        """As :meth:`left_unanswered`, for the answers as they were read.

        Args:
            typed: The same answers as typed, where rows are to be counted as they were then.
        """
        read = self.__dict__
        # Nearly always none is, which is seen sooner than what is not asked.
        missing = self.missing(read, ()) and self.missing(read, self.not_asked(read))
        if missing or any(read[name] for name in self.row_models):
            return self.left_unanswered(dict(self) if typed is None else typed)
        return []


#: Answers of a choice that say there is nothing, which nothing can contradict.
NOTHING = frozenset({"no", "none", "not-known", "not-asked"})


def says_something(model: type[AskedModel], name: str, value: Any) -> bool:
    """Whether an answer says more than a question that was never asked takes for granted."""
    if isinstance(value, Mapping) and "amount" in value:
        value = value["amount"]
    if not isinstance(value, str | int):
        return True
    text = str(value)
    return text not in NOTHING and text != str(model.defaults[name]) and text.strip("£0.") != ""


def which_is_right(model: type[AskedModel], by: str, answer: Any, names: Sequence[str]) -> str:
    """What to ask about answers that another one rules out.

    Args:
        model: The questions.
        by: The question whose answer rules them out.
        answer: That answer; None if none was given.
        names: The questions that were answered all the same.
    """
    asked = model.asked[by]
    choices = answer_type(model.model_fields[by].annotation).choices or ()
    labels = {each.value: each.label for each in choices}
    them = in_list([f"“{model.asked[name].label}”" for name in names], "and")
    has, it = ("is", "it") if len(names) == 1 else ("are", "them")
    if answer is None:
        taken = labels.get(str(model.defaults[by]))
        said = f"is not answered and counts as “{taken}”" if taken else "is not answered"
    else:
        said = f"is answered “{labels[answer]}”"
    wanted = [each for each in labels if all(needs(model, name, by, each) for name in names)]
    change = "Change that answer"
    if 0 < len(wanted) <= FEW:
        change = f"Answer {in_list([f'“{labels[each]}”' for each in wanted], 'or')}"
    return f"“{asked.label}” {said}, yet {them} {has} filled in. {change}, or leave {it} empty"


def needs(model: type[AskedModel], name: str, by: str, answer: str) -> bool:
    """Whether a question, or one it hangs on, is asked only with such an answer to another."""
    conditions = model.asked[name].shown_when
    if by in conditions:
        return answer in conditions[by]
    return any(needs(model, other, by, answer) for other in conditions)


#: So many answers are listed in a message; of more, the officer knows where they stand.
FEW = 3


def check_condition(model: type[AskedModel], name: str) -> None:
    """Refuse a condition that no answer could meet, or that leaves a needed answer out.

    Raises:
        TypeError: If the question has no default, or its condition names a later or unknown
            question or an answer that cannot be given.
    """
    where = f"{model.__name__}.{name}"
    names = list(model.asked)
    for other, idle in model.beside_the_point:
        if other not in names or (name in idle and other not in model.asked[name].shown_when):
            raise TypeError(f"{where}: {other!r} never leaves it out, as beside_the_point says")
    for other, wanted in model.asked[name].shown_when.items():
        if model.model_fields[name].is_required():
            raise TypeError(f"{where}: a question not always asked needs a default, such as None")
        if other not in names[: names.index(name)]:
            raise TypeError(f"{where}: shown_when names {other!r}, which is not asked before it")
        choices = answer_type(model.model_fields[other].annotation).choices
        if choices is None or not set(wanted) <= {each.value for each in choices}:
            raise TypeError(f"{where}: shown_when wants an answer {other!r} does not offer")


def answered(data: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that were given, without stray space."""
    found = {}
    for name, value in data.items():
        tidied = None if value is None else tidy(value)
        if tidied is not None and not only_how_often(tidied):
            found[name] = tidied
    return found


def only_how_often(value: Any) -> bool:
    """Whether an amount was left empty, though the list beside it always says how often."""
    return (
        isinstance(value, dict)
        and value.keys() <= {"amount", "per"}
        and value.get("amount") is None
    )


#: An answer is at most a list of rows of dates of parts of text; deeper down nothing is read.
DEPTH = 4


def tidy(value: Any, depth: int = DEPTH) -> Any:
    """An answer without stray space; None for one that was left empty."""
    if isinstance(value, str):
        if isinstance(value, Choice):
            return value
        bare = value.strip()
        # Lines are named by their number, and a first cell may be empty: keep what is around them.
        return (value if "\n" in bare else bare) or None
    if depth == 0:
        return value
    if isinstance(value, dict):
        tidied = {key: tidy(each, depth - 1) for key, each in value.items()}
        return tidied if any(each is not None for each in tidied.values()) else None
    if isinstance(value, list | tuple):
        return [
            each for each in (tidy(row, depth - 1) for row in value) if each is not None
        ] or None
    return value


def filled_rows(rows: Any) -> list[int]:
    """Which of the rows given were not left blank, counting from 0."""
    if not isinstance(rows, list | tuple):
        return []
    return [number for number, row in enumerate(rows) if tidy(row) is not None]


@dataclass(frozen=True)
class AnswerType:
    """What sort of answer a field takes, read from its annotation."""

    kind: str  # money, paid amount, whole number, date, words, choice, long text, rows
    optional: bool
    choices: type[Choice] | None = None
    row_model: type[AskedModel] | None = None


def answer_type(annotation: Any) -> AnswerType:
    """The sort of answer an annotation stands for.

    Raises:
        TypeError: For a type no form can ask for.
    """
    optional = False
    if get_origin(annotation) in (Union, types.UnionType):
        members = [each for each in get_args(annotation) if each is not type(None)]
        optional = len(members) < len(get_args(annotation))
        if len(members) != 1:
            raise TypeError(f"no form can ask for {annotation!r}")
        annotation = members[0]
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
        if annotation is str:  # bare text has no reader, and no form asks for it
            return AnswerType("long text", optional)
    if get_origin(annotation) is tuple:
        row = get_args(annotation)[0]
        if get_args(annotation) == (row, ...) and issubclass(row, AskedModel):
            return AnswerType("rows", optional, row_model=row)
    if isinstance(annotation, type):
        if issubclass(annotation, Choice):
            return AnswerType("choice", optional, choices=annotation)
        kinds = {
            Decimal: "money",
            Paid: "paid amount",
            int: "whole number",
            dt.date: "date",
            Words: "words",
        }
        if annotation in kinds:
            return AnswerType(kinds[annotation], optional)
    raise TypeError(f"no form can ask for {annotation!r}")


def limits_of(info: FieldInfo) -> dict[str, Any]:
    """A field's limits by name: ge, gt, le, max_length."""
    found: dict[str, Any] = {}
    for each in info.metadata:
        for name in ("ge", "gt", "le", "max_length"):
            if getattr(each, name, None) is not None:
                found[name] = getattr(each, name)
    return found


def described(model: type[AskedModel]) -> list[dict[str, Any]]:
    """The questions of a model in order, as plain data for a form.

    Each is ``{"name", "kind", "needed", "default", "choices", "columns", "limits"}`` with the
    fields of :class:`Question` that are set. The choices of a paid amount are how often.
    """
    questions = []
    for name, info in model.model_fields.items():
        kind = answer_type(info.annotation)
        asked = question_of(info)
        entry: dict[str, Any] = {"name": name, "kind": kind.kind}
        entry |= {k: v for k, v in asdict(asked).items() if v}
        entry["needed"] = info.is_required() or bool(asked.if_missing and kind.optional)
        if not info.is_required() and info.default is not None and kind.kind != "rows":
            entry["default"] = str(info.default)
        if kind.choices:
            entry["choices"] = [choice_described(each) for each in kind.choices]
        if kind.kind == "paid amount":
            entry["per"] = asked.per or HowOften.MONTHLY.value
            entry["choices"] = [choice_described(each) for each in HowOften]
        if kind.row_model:
            entry["columns"] = described(kind.row_model)
        if limits := limits_of(info):
            entry["limits"] = {k: str(v) for k, v in limits.items()}
        questions.append(entry)
    return questions


def choice_described(choice: Choice) -> dict[str, str]:
    """One choice as plain data; a frequency also says the unit of an amount paid that often."""
    entry = {"value": choice.value, "label": choice.label}
    if choice.hint:
        entry["hint"] = choice.hint
    if hasattr(choice, "unit"):
        entry["unit"] = choice.unit
    return entry


def grouped(questions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Questions gathered under their headings, in the order each heading first appears."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in questions:
        groups.setdefault(each.get("group", ""), []).append(each)
    return [{"legend": legend, "questions": asked} for legend, asked in groups.items()]
