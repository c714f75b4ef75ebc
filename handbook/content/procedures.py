"""Procedures: each with its versions, each version with its text and its steps.

A version is a text file named by its first day in force, as a policy's is, and a file of steps
beside it, ``steps.2026-04-06.yaml``. A step names conditions, figures, roles, clauses, events and
questions by their ids; everything it names must be there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from calculators.core.procedures import (
    ADJUSTMENTS,
    DEADLINE_KINDS,
    ON,
    SAME_DAY,
    ConditionUse,
    Deadline,
    Procedure,
    ProcedureStep,
    RoleNamed,
    StepsVersion,
    Wait,
)
from calculators.core.wording import in_list
from handbook.content.fields import Fields, date_of, entries, meant, one_of
from handbook.content.files import read_text
from handbook.content.known import KnownCalculator, KnownCondition
from handbook.content.organisation import ALL_TENURES
from handbook.content.pack import version_address
from handbook.content.policies import (
    CLAUSE_ID,
    Context,
    Policy,
    PolicyClause,
    PolicyVersion,
    check_text,
    read_about,
    read_versions,
)
from handbook.content.problems import Problems
from handbook.content.scenarios import Scenario
from handbook.content.steps_text import step_markdown
from handbook.content.text import Quote, check_braces, quotes_in
from handbook.content.yaml import Mapping as YamlMapping
from handbook.content.yaml import Node, Scalar, Sequence, read_yaml

FOLDER = "policies/procedures"
ABOUT = "procedure.yaml"
STEPS_FILE = re.compile(r"steps\.(.*)\.ya?ml")
#: Where a case says which day it is about, and an expectation which step it is at.
CASE_DATE, STEP = "case_date", "step"
PERIODS = ("days", "working days", "weeks", "months", "years")


@dataclass(frozen=True)
class ProcedureEntry:
    """One procedure and where its files keep it.

    Attributes:
        procedure: The steps of every version, as calculators run them.
        document: The same as a document with versions and clauses, each step one of its clauses.
        run_by: The calculator that runs it.
        may_sign_off: The roles that may agree a step, lowest level first.
        stages: The headings steps stand under, in order.
        lines: The file and line of each step, by the version's first day and the step's id.
        drafts: The steps of versions that nobody has approved yet. No calculator runs them.
    """

    procedure: Procedure
    document: Policy
    run_by: str
    may_sign_off: tuple[str, ...]
    stages: tuple[str, ...]
    lines: Mapping[tuple[dt.date, str], tuple[str, int]]
    drafts: tuple[StepsVersion, ...] = ()

    def steps_from(self, first_day: dt.date) -> StepsVersion:
        """The steps of the version or draft that starts on a day."""
        both = (*self.procedure.versions, *self.drafts)
        return next(each for each in both if each.starts == first_day)

    @property
    def steps_as_documents(self) -> Policy:
        """The files of steps, each as a version: the ledger protects them like text."""
        files = {day: file for (day, _), (file, _) in self.lines.items()}
        versions = tuple(
            replace(each, file=files[each.first_day])
            for each in self.document.versions
            if each.first_day in files
        )
        return replace(self.document, versions=versions)


@dataclass(frozen=True)
class Rules:
    """What the steps of one procedure may name."""

    context: Context
    policies: Mapping[str, Policy]
    calculator: KnownCalculator | None
    may_sign_off: tuple[str, ...]
    stages: tuple[str, ...]


def read_procedures(context: Context, policies: Mapping[str, Policy]) -> dict[str, ProcedureEntry]:
    """Every procedure by id."""
    folder = context.root / FOLDER
    if not folder.is_dir():
        return {}
    found = {}
    for path in sorted(each for each in folder.iterdir() if each.is_dir()):
        entry = read_procedure(path, context, policies)
        if entry is not None:
            found[path.name] = entry
    return found


def read_procedure(
    folder: Path, context: Context, policies: Mapping[str, Policy]
) -> ProcedureEntry | None:
    """One procedure, or None if what it is cannot be read."""
    keys = "id, title, summary, owner, kinds, run_by, may_sign_off and stages"
    about = read_about(folder / ABOUT, keys, context)
    if about is None:
        return None
    fields = about.fields
    run_by = fields.text("run_by", remedy="Name the calculator that runs the steps")
    calculators = context.calculators
    if run_by and calculators is not None and run_by not in calculators:
        fields.note(
            "run_by",
            f"There is no calculator called “{run_by}”",
            meant(run_by, calculators) or f"Use one of: {', '.join(calculators)}",
        )
    may_sign_off = fields.texts("may_sign_off")
    for role in may_sign_off:
        check_role(fields, "may_sign_off", role, context)
    stages = fields.texts("stages")
    fields.finish()
    known = (calculators or {}).get(run_by)
    rules = Rules(context, policies, known, tuple(may_sign_off), tuple(stages))
    name = f"procedures/{folder.name}"
    texts, drafts = (
        tuple(replace(each, policy=name) for each in some)
        for some in read_versions(folder, context)
    )
    document = Policy(name, about.title, about.summary, about.owner, about.kinds, texts, drafts)
    return with_steps(folder, document, run_by, rules)


def check_role(fields: Fields, name: str, role: str, context: Context) -> None:
    """Note a role the organisation does not have."""
    if context.organisation is not None and role not in context.organisation.roles:
        fields.note(
            name,
            f"“{role}” is not a role of the organisation",
            meant(role, context.organisation.roles)
            or "Use the id of a role in policies/organisation.yaml, never a person's name",
        )


def with_steps(folder: Path, document: Policy, run_by: str, rules: Rules) -> ProcedureEntry:
    """A procedure with the steps of each of its versions."""
    context = rules.context
    files = step_files(folder, context)
    texts = {each.first_day: each for each in (*document.versions, *document.drafts)}
    for day, path in files.items():
        if day not in texts:
            context.problems.add(
                path.relative_to(context.root).as_posix(),
                0,
                "",
                "There is no text for this version of the steps",
                f"Add {day.isoformat()}.md beside it with the version, approval and review date",
            )
    versions, lines = [], {}
    with_clauses = []
    for text in texts.values():
        if text.first_day not in files:
            context.problems.add(
                text.file,
                0,
                "",
                "There are no steps for this version",
                f"Add steps.{text.first_day.isoformat()}.yaml beside it",
            )
            continue
        path = files[text.first_day]
        file = path.relative_to(context.root).as_posix()
        steps, clauses, where = read_steps(path, file, text, rules)
        lines.update({(text.first_day, id_): (file, line) for id_, line in where.items()})
        with_clauses.append(replace(text, clauses=(*text.clauses, *clauses)))
        versions.append(
            StepsVersion(
                version=text.version,
                starts=text.first_day,
                ends=text.last_day,
                address=version_address(document.id, text.first_day),
                tenures=text.tenures,
                steps=tuple(steps),
            )
        )
    drafts = {each.first_day for each in document.drafts}
    approved = tuple(each for each in versions if each.starts not in drafts)
    return ProcedureEntry(
        procedure=Procedure(folder.name, document.title, approved),
        document=replace(
            document,
            versions=tuple(each for each in with_clauses if not each.is_draft),
            drafts=tuple(each for each in with_clauses if each.is_draft),
        ),
        run_by=run_by,
        may_sign_off=rules.may_sign_off,
        stages=rules.stages,
        lines=lines,
        drafts=tuple(each for each in versions if each.starts in drafts),
    )


def step_files(folder: Path, context: Context) -> dict[dt.date, Path]:
    """The files of steps by their first day."""
    found = {}
    for path in sorted(folder.iterdir()):
        named = STEPS_FILE.fullmatch(path.name)
        if named is None:
            continue
        day = date_of(named[1])
        if day is None:
            context.problems.add(
                path.relative_to(context.root).as_posix(),
                0,
                "",
                f"The file name “{path.name}” does not hold a date",
                "Name it by the first day the steps are in force, like steps.2027-04-05.yaml",
            )
        else:
            found[day] = path
    return found


def read_steps(
    path: Path, file: str, version: PolicyVersion, rules: Rules
) -> tuple[list[ProcedureStep], list[PolicyClause], dict[str, int]]:
    """The steps of one version, the same as clauses of its page, and the line of each."""
    problems = rules.context.problems
    text = read_text(path, file, problems)
    node = read_yaml(text, file, problems) if text is not None else None
    steps: list[ProcedureStep] = []
    clauses: list[PolicyClause] = []
    lines: dict[str, int] = {}
    taken = {each.id: f"the text of the version, line {each.line}" for each in version.clauses}
    for fields in entries(file, node, problems) if node is not None else []:
        step, quotes = StepReader(fields, version, rules).read()
        if not step.id:
            continue
        if step.id in taken:
            fields.note(
                "id",
                f"“{step.id}” is already the id of another step or heading ({taken[step.id]})",
                "Give this step its own id",
            )
            continue
        taken[step.id] = f"line {fields.line}"
        lines[step.id] = fields.line
        steps.append(step)
        known = rules.calculator
        body = step_markdown(step, known.conditions if known else {}, known.events if known else {})
        figures = [each for each in quotes_in(body, fields.line) if each.kind == "figure"]
        named = {each.id: each for each in quotes}
        kept = [named.get(each.id, replace(each, line=fields.line)) for each in figures]
        clauses.append(PolicyClause(step.id, step.title, body, fields.line, tuple(kept), ()))
    return steps, clauses, lines


def check_steps_expected(
    entries: Iterable[ProcedureEntry], scenarios: Iterable[Scenario], problems: Problems
) -> None:
    """Note every step that a case expects and the version in force on its day does not have."""
    by_calculator = {each.run_by: each.procedure for each in entries}
    for scenario in scenarios:
        procedure = by_calculator.get(scenario.calculator)
        step = scenario.expected.get(STEP)
        day = date_of(str(scenario.inputs.get(CASE_DATE)))
        if procedure is None or not step or day is None:
            continue
        version = procedure.version_on(day)
        ids = [each.id for each in version.steps] if version else []
        if version and ids and step not in ids:
            problems.add(
                scenario.file,
                scenario.expected_lines[STEP],
                f"expected.{STEP}",
                f"Version {version.version} of the procedure “{procedure.id}” has no step “{step}”",
                meant(str(step), ids) or f"Use one of: {', '.join(ids)}",
            )


class StepReader:
    """Reads one step, noting everything it names that is not there."""

    def __init__(self, fields: Fields, version: PolicyVersion, rules: Rules) -> None:
        """Keep what the step may name."""
        self.fields = fields
        self.version = version
        self.rules = rules
        self.context = rules.context
        self.quotes: list[Quote] = []

    def read(self) -> tuple[ProcedureStep, list[Quote]]:
        """The step, and what its words quote."""
        fields = self.fields
        id_ = fields.text("id", remedy="Give it an id of small letters and hyphens")
        if id_ and not CLAUSE_ID.fullmatch(id_):
            fields.note(
                "id",
                f"“{id_}” is not a step id",
                "Write small letters, numbers and hyphens, like first-letter",
            )
        title = fields.text("title")
        stage = fields.choice("stage", self.rules.stages)
        policy, clause = self.clause()
        step = ProcedureStep(
            id=id_,
            title=title,
            stage=stage,
            trigger=self.trigger(),
            stopped_by=self.uses("stopped_by", stops=True),
            not_before=self.waits(),
            deadline=self.deadline(),
            who=self.role(fields.text("who", remedy="Name the role that does it")),
            signs_off=self.signs_off(),
            say=self.texts("say"),
            do=self.texts("do"),
            evidence=self.texts("evidence"),
            policy=policy,
            clause=clause,
            law=self.texts("law"),
            recorded_as=self.recorded_as(),
            tenures=self.tenures(),
        )
        if step.who.id in {each.id for each in step.signs_off}:
            fields.note(
                "signs_off",
                f"“{step.who.id}” does the step and may not also agree it",
                "Name a role of a higher level",
            )
        fields.finish()
        check_text(
            (PolicyClause(id_, title, "", fields.line, tuple(self.quotes), ()),),
            fields.file,
            self.version.first_day,
            self.context,
            is_draft=self.version.is_draft,
        )
        return step, self.quotes

    # Names

    def role(self, id_: str, name: str = "who") -> RoleNamed:
        """A role with its title."""
        organisation = self.context.organisation
        if not id_ or organisation is None:
            return RoleNamed(id_, id_)
        check_role(self.fields, name, id_, self.context)
        role = organisation.roles.get(id_)
        return RoleNamed(id_, role.title if role else id_)

    def signs_off(self) -> tuple[RoleNamed, ...]:
        """The roles that agree first, each one of those that may, from the lowest level up."""
        found, levels = [], self.rules.may_sign_off
        for role in self.fields.texts("signs_off", needed=False):
            named = self.role(role, "signs_off")
            organisation = self.context.organisation
            if organisation is not None and role not in organisation.roles:
                continue
            if levels and role not in levels:
                self.fields.note(
                    "signs_off",
                    f"“{role}” may not sign off a step of this procedure",
                    f"Use {one_of(levels)}, or add the role to may_sign_off in {ABOUT}",
                )
                continue
            found.append(named)
        order = [levels.index(each.id) for each in found if each.id in levels]
        if order != sorted(set(order)):
            self.fields.note(
                "signs_off",
                "The levels that sign off are not in order, or one is named twice",
                f"Name each once, the lowest level first: {in_list(levels)}",
            )
        return tuple(found)

    def clause(self) -> tuple[str, str]:
        """The policy and clause the step carries out."""
        text = self.fields.text(
            "clause", remedy="Name the policy and the clause it carries out: policy#clause"
        )
        policy_id, mark, clause_id = text.partition("#")
        if not text:
            return "", ""
        policy = self.rules.policies.get(policy_id)
        if policy is None and mark and self.is_spoilt(policy_id):
            return policy_id, clause_id
        if not mark or policy is None:
            self.fields.note(
                "clause",
                f"“{text}” does not name a policy and one of its clauses",
                meant(policy_id, self.rules.policies)
                or f"Write the policy's id, # and the clause's id; policies: "
                f"{', '.join(self.rules.policies) or 'none'}",
            )
            return policy_id, clause_id
        if self.version.is_draft and any(each.clause(clause_id) for each in policy.drafts):
            return policy_id, clause_id
        for each in policy.versions:
            ends = self.version.last_day
            if each.last_day is not None and each.last_day < self.version.first_day:
                continue
            if ends is not None and each.first_day > ends:
                continue
            if each.clause(clause_id) is None:
                ids = [clause.id for clause in each.clauses]
                self.fields.note(
                    "clause",
                    f"Version {each.version} of “{policy_id}” has no clause “{clause_id}”",
                    meant(clause_id, ids) or f"Use one of: {', '.join(ids)}",
                )
        return policy_id, clause_id

    def is_spoilt(self, policy_id: str) -> bool:
        """Whether a policy is here and could not be read, which is noted at its own files."""
        folder = f"policies/{policy_id}/"
        return any(each.file.startswith(folder) for each in self.context.problems.found)

    def recorded_as(self) -> str:
        """The question of the case that records the step done."""
        name = self.fields.text("recorded_as", needed=False)
        known = self.rules.calculator
        if name and known is not None and name not in known.fields:
            self.fields.note(
                "recorded_as",
                f"“{name}” is not a question of the calculator “{known.title}”",
                meant(name, known.fields) or "Use the name of one of its questions",
            )
        return name

    def tenures(self) -> tuple[str, ...]:
        """The tenures the step is for, if not for all."""
        found = self.fields.texts("tenures", needed=False)
        for tenure in found:
            if tenure not in ALL_TENURES:
                self.fields.note(
                    "tenures",
                    f"“{tenure}” is not a tenure we know",
                    meant(tenure, ALL_TENURES) or f"Use {one_of(ALL_TENURES)}",
                )
            elif tenure not in self.version.tenures:
                self.fields.note(
                    "tenures",
                    f"This version of the procedure is not for “{tenure}” tenancies",
                    "Take it out, or add it to the tenures of the version's text",
                )
        return tuple(found)

    # Words

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of sentences, each with what it quotes noted."""
        fields = self.fields
        found = fields.texts(name)
        node = fields.node.items.get(name)
        rows = node.items if isinstance(node, Sequence) else ()
        for each in rows:
            if isinstance(each, Scalar):
                check_braces(each.text, fields.file, each.line, self.context.problems)
                self.quotes += [
                    replace(quote, line=each.line) for quote in quotes_in(each.text, each.line)
                ]
        return tuple(" ".join(each.split()) for each in found)

    # Conditions

    def trigger(self) -> tuple[tuple[ConditionUse, ...], ...]:
        """The ways to come to the step, each a list of conditions."""
        node = self.fields.raw("trigger", remedy="Say what brings a case to this step")
        if node is None:
            return ()
        shaped = isinstance(node, Sequence) and all(
            isinstance(each, Sequence) and each.items for each in node.items
        )
        if not shaped or not isinstance(node, Sequence) or not node.items:
            self.fields.note(
                "trigger",
                "“trigger” is not a list of ways to come to the step, each a list of conditions",
                "Start each way with “- - ” and each further condition of it with “  - ”",
            )
            return ()
        ways = []
        for index, way in enumerate(node.items):
            assert isinstance(way, Sequence)
            key = f"trigger[{index}]"
            uses = tuple(u for each in way.items if (u := self.use(each, key, stops=False)))
            self.check_can_be_true(uses, way.line, key)
            ways.append(uses)
        return tuple(ways)

    def uses(self, name: str, *, stops: bool) -> tuple[ConditionUse, ...]:
        """A list of conditions."""
        node = self.fields.raw(name, needed=False)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.fields.note(name, f"“{name}” must be a list", "Start each condition with “- ”")
            return ()
        return tuple(u for each in node.items if (u := self.use(each, name, stops=stops)))

    def use(self, node: Node, key: str, *, stops: bool) -> ConditionUse | None:
        """One condition: its name alone, or its name with what it is given."""
        if isinstance(node, Scalar):
            name, given = node.text, None
        elif isinstance(node, YamlMapping) and len(node.items) == 1:
            ((name, given),) = node.items.items()
        else:
            self.note_at(
                node.line,
                key,
                "This is not one condition",
                "Write its name, and after a colon what it is given",
            )
            return None
        known = self.rules.calculator
        values = tuple(texts_of(given)) if isinstance(given, Sequence) else ()
        figures = (
            {k: v.text for k, v in given.items.items() if isinstance(v, Scalar)}
            if isinstance(given, YamlMapping)
            else {}
        )
        use = ConditionUse(name, values, figures)
        if known is None:
            return use
        condition = known.conditions.get(name)
        if condition is None:
            names = [each.name for each in known.conditions.values() if each.stops == stops]
            self.note_at(
                node.line,
                key,
                f"There is no condition called “{name}”",
                meant(name, known.conditions) or f"Use {one_of(names)}",
            )
            return None
        return use if self.fits(use, condition, node.line, key, stops=stops) else None

    def fits(
        self, use: ConditionUse, condition: KnownCondition, line: int, key: str, *, stops: bool
    ) -> bool:
        """Whether a condition is in its place and given what it needs; notes what is not."""
        before = len(self.context.problems.found)
        if condition.stops != stops:
            where = "stopped_by" if condition.stops else "trigger"
            self.note_at(
                line,
                key,
                f"The condition “{use.name}” belongs under “{where}”",
                f"Move it to “{where}”",
            )
        if condition.choices and not use.values:
            self.note_at(
                line,
                key,
                f"The condition “{use.name}” needs a list of answers",
                f"Write {use.name}: [{condition.choices[0]}]",
            )
        for value in use.values:
            if value not in condition.choices:
                self.note_at(
                    line,
                    key,
                    f"“{value}” is not an answer the condition “{use.name}” knows",
                    meant(value, condition.choices)
                    or (f"Use {one_of(condition.choices)}" if condition.choices else "Take it out"),
                )
        if set(use.figures) != set(condition.figures):
            wanted = ", ".join(f"{name}: a figure in {u}" for name, u in condition.figures.items())
            self.note_at(
                line,
                key,
                f"The condition “{use.name}” is not given the figures it needs",
                f"Give it {wanted}" if wanted else "Write its name alone",
            )
        for name, figure in use.figures.items():
            if name in condition.figures:
                self.check_figure(figure, (condition.figures[name],), line, key)
        return len(self.context.problems.found) == before

    def check_can_be_true(self, uses: Iterable[ConditionUse], line: int, key: str) -> None:
        """Note two conditions of one way that cannot both be met."""
        seen: dict[str, ConditionUse] = {}
        for use in uses:
            earlier = seen.setdefault(use.name, use)
            if earlier is not use and use.values and not set(use.values) & set(earlier.values):
                self.note_at(
                    line,
                    key,
                    f"This can never be true: “{use.name}” is asked for twice with answers that "
                    "have nothing in common",
                    "Keep one of the two, or make each a way of its own",
                )
        for reach, below in OPPOSITES:
            one, other = seen.get(reach), seen.get(below)
            if one and other and dict(one.figures) == dict(other.figures):
                self.note_at(
                    line,
                    key,
                    f"This can never be true: “{reach}” and “{below}” shut each other out",
                    "Keep one of the two, or make each a way of its own",
                )

    # Days

    def waits(self) -> tuple[Wait, ...]:
        """The days that must come first."""
        found = []
        for row in self.fields.rows("not_before", needed=False):
            over = row.has("once_over")
            key = "once_over" if over else "after"
            figure = row.text(key, needed=False)
            name = "from" if figure else "event"
            event = row.text(name, remedy="Name the event it counts from")
            row.finish()
            if figure:
                self.check_figure(figure, PERIODS, row.line_of(key), row.key(key))
            self.check_event(row, name, event)
            found.append(Wait(event, figure, over))
        return tuple(found)

    def deadline(self) -> Deadline | None:
        """The day it must be done by."""
        row = self.fields.within("deadline", needed=False)
        if row is None:
            return None
        kinds = [kind for kind in DEADLINE_KINDS if row.has(kind)]
        if len(kinds) != 1:
            row.asked += [*DEADLINE_KINDS, "from", "if_not_working_day", "no_later_than"]
            row.finish()
            self.fields.note(
                "deadline",
                "A deadline needs one of within, before and on",
                "Write within or before with a figure, and from with an event; or on with an event",
            )
            return None
        kind = kinds[0]
        given = row.text(kind)
        event, figure, name = (given, "", kind) if kind == ON else ("", given, "from")
        if kind != ON:
            event = row.text("from", remedy="Name the event it counts from")
            self.check_figure(figure, PERIODS, row.line_of(kind), row.key(kind))
        self.check_event(row, name, event)
        adjust = row.choice("if_not_working_day", ADJUSTMENTS, needed=False) or SAME_DAY
        limit = row.text("no_later_than", needed=False)
        if limit:
            self.check_event(row, "no_later_than", limit)
        row.finish()
        return Deadline(kind, event, figure, adjust, limit)

    def check_event(self, row: Fields, name: str, event: str) -> None:
        """Note an event that the calculator does not know."""
        known = self.rules.calculator
        if event and known is not None and event not in known.events:
            row.note(
                name,
                f"“{event}” is not an event that days are counted from",
                meant(event, known.events) or f"Use {one_of(known.events)}",
            )

    def check_figure(self, figure: str, units: tuple[str, ...], line: int, key: str) -> None:
        """Note a figure that does not exist, or is in another unit."""
        held = self.context.figures.figures
        if figure in held:
            if held[figure].unit and held[figure].unit not in units:
                self.note_at(
                    line,
                    key,
                    f"The figure “{figure}” is in {held[figure].unit}, not {one_of(units)}",
                    "Name another figure",
                )
        elif self.context.all_figures_read:
            self.note_at(
                line,
                key,
                f"There is no figure called “{figure}”",
                meant(figure, held)
                or "Use the id of a figure in policies/figures, or add the figure",
            )

    def note_at(self, line: int, key: str, message: str, remedy: str) -> None:
        """Note a problem at a line of the file."""
        self.context.problems.add(self.fields.file, line, key, message, remedy)


#: Conditions of which one is met exactly when the other is not.
OPPOSITES = (
    ("arrears_reach", "arrears_are_below"),
    ("arrears_come_to", "arrears_come_to_less"),
    ("missed_payments_reach", "missed_payments_are_below"),
    ("money_is_owed", "nothing_is_owed"),
)


def texts_of(node: Sequence) -> list[str]:
    """The texts of a list."""
    return [each.text for each in node.items if isinstance(each, Scalar)]
