"""Policies: each with its versions, each version with its clauses, read from Markdown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from calculators.core.errors import FigureNotHeld
from calculators.core.figures import Figure, FigureSet
from calculators.core.wording import long_date
from handbook.content.fields import Fields, date_of, meant
from handbook.content.files import read_text
from handbook.content.known import KnownCalculator
from handbook.content.organisation import (
    ALL_TENURES,
    COUNCIL,
    HOUSING_ASSOCIATION,
    Organisation,
)
from handbook.content.problems import Problems
from handbook.content.text import Carrier, Quote, carriers_in, check_braces, quotes_in
from handbook.content.yaml import Mapping as YamlMapping
from handbook.content.yaml import Node, Scalar, read_yaml

FOLDER = "policies"
NOT_POLICIES = ("figures", "procedures")
ABOUT = "policy.yaml"
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
CLAUSE_HEADING = re.compile(r"(.*?)\s*\{\s*#([^}\s]*)\s*\}")
CLAUSE_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
#: What a heading says of its approval.
APPROVAL = ("approved_by", "approved_on", "approval_reference")
NUMBER = re.compile(r"(\d{1,6})\.(\d{1,6})")
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class PolicyClause:
    """A headed part of a version.

    Attributes:
        id: What everything else calls it; it stays the same from version to version.
        title: Its heading.
        body: Its Markdown, without the heading.
        line: The line of its heading.
        quotes: The figures, clauses and calculators it names.
        carriers: The rules and roles that carry out what it says.
        body_line: The line its body starts on.
    """

    id: str
    title: str
    body: str
    line: int
    quotes: tuple[Quote, ...]
    carriers: tuple[Carrier, ...]
    body_line: int = 0

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """The ids of the figures it quotes, each once, in order."""
        return tuple(dict.fromkeys(each.id for each in self.quotes if each.kind == "figure"))


@dataclass(frozen=True)
class PolicyVersion:
    """A policy's text from one first day in force.

    Attributes:
        policy: The policy's id.
        first_day: The first day it is in force.
        last_day: The day before the next version, or None.
        version: Its number.
        approved_by: The id of the role that approved it.
        approved_on: The day it was approved.
        approval_reference: Where the approval is recorded.
        review_due: The day it must be reviewed by.
        what_changed: One plain sentence.
        tenures: The tenures it is for.
        clauses: In order.
        file: Its file, from the top folder.
        is_draft: Whether nobody has approved it yet. It is read only for a preview.
    """

    policy: str
    first_day: dt.date
    last_day: dt.date | None
    version: str
    approved_by: str
    approved_on: dt.date
    approval_reference: str
    review_due: dt.date
    what_changed: str
    tenures: tuple[str, ...]
    clauses: tuple[PolicyClause, ...]
    file: str
    is_draft: bool = False

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """The ids of the figures its text quotes, each once, in order."""
        return tuple(dict.fromkeys(id_ for each in self.clauses for id_ in each.figure_ids))

    def clause(self, clause_id: str) -> PolicyClause | None:
        """One clause, or None if this version has none of that id."""
        return next((each for each in self.clauses if each.id == clause_id), None)


@dataclass(frozen=True)
class Policy:
    """A document with all its approved versions, oldest first, and drafts of later ones.

    ``kinds`` are the landlords it is for.
    """

    id: str
    title: str
    summary: str
    owner: str
    kinds: tuple[str, ...]
    versions: tuple[PolicyVersion, ...]
    drafts: tuple[PolicyVersion, ...] = ()

    def version_on(self, day: dt.date) -> PolicyVersion | None:
        """The version in force on a day, or None before the first."""
        found = None
        for each in self.versions:
            if each.first_day <= day:
                found = each
        return found


@dataclass(frozen=True)
class Context:
    """What text may name, where problems go, and whether drafts are wanted."""

    root: Path
    today: dt.date
    figures: FigureSet
    all_figures_read: bool
    organisation: Organisation | None
    calculators: Mapping[str, KnownCalculator] | None
    problems: Problems
    drafts: bool = False


def read_policies(context: Context) -> dict[str, Policy]:
    """Every policy by id, with its versions."""
    found = {}
    folder = context.root / FOLDER
    if not folder.is_dir():
        return {}  # the missing organisation and figures are noted already
    for path in sorted(each for each in folder.iterdir() if each.is_dir()):
        if path.name in NOT_POLICIES or path.name.startswith("."):
            continue
        policy = read_policy(path, context)
        if policy is not None:
            found[policy.id] = policy
    return found


def read_policy(folder: Path, context: Context) -> Policy | None:
    """One policy, or None if what it is cannot be read."""
    about = read_about(folder / ABOUT, "id, title, summary, owner and kinds", context)
    if about is None:
        return None
    about.fields.finish()
    versions, drafts = read_versions(folder, context)
    return Policy(
        folder.name, about.title, about.summary, about.owner, about.kinds, versions, drafts
    )


@dataclass(frozen=True)
class About:
    """What a policy or a procedure says of itself.

    Attributes:
        fields: The file's keys, for those that only one of the two has; not yet finished.
        title: Its title.
        summary: What it is for, in a sentence.
        owner: The role that keeps it.
        kinds: The kinds of landlord it is for.
    """

    fields: Fields
    title: str
    summary: str
    owner: str
    kinds: tuple[str, ...]


def read_about(path: Path, keys: str, context: Context) -> About | None:
    """What a document's own file says of it, or None if the file cannot be read.

    Args:
        path: The file, in the folder that bears the document's id.
        keys: The keys it needs, in words, for the message when it is missing.
        context: What the loader knows so far.
    """
    problems = context.problems
    file = path.relative_to(context.root).as_posix()
    if not path.is_file():
        problems.add(file, 0, "", "The file is missing", f"Add it with {keys}")
        return None
    text = read_text(path, file, problems)
    node = read_yaml(text, file, problems) if text is not None else None
    if not isinstance(node, YamlMapping):
        if node is not None:
            problems.add(file, node.line, "", "This must be keys with values", "Write “id: ...”")
        return None
    fields = Fields(file, node, problems)
    id_ = fields.text("id")
    if id_ and id_ != path.parent.name:
        fields.note(
            "id",
            f"The id “{id_}” is not the name of its folder, {path.parent.name}",
            "Make the two the same",
        )
    title = fields.text("title")
    summary = fields.text("summary")
    owner = read_role(fields, "owner", context.organisation)
    kinds = fields.texts("kinds")
    for kind in kinds:
        if kind not in (COUNCIL, HOUSING_ASSOCIATION):
            fields.note(
                "kinds",
                f"“{kind}” is not a kind of landlord",
                f"Use {COUNCIL} or {HOUSING_ASSOCIATION}",
            )
    return About(fields, title, summary, owner, tuple(kinds))


def read_versions(
    folder: Path, context: Context
) -> tuple[tuple[PolicyVersion, ...], tuple[PolicyVersion, ...]]:
    """A policy's approved versions, oldest first, and its drafts."""
    problems = context.problems
    found: dict[dt.date, PolicyVersion] = {}
    numbers: dict[str, str] = {}
    starts: dict[dt.date, str] = {}
    texts = [each for each in folder.iterdir() if is_version_text(each)]
    for path in sorted(texts):
        file = path.relative_to(context.root).as_posix()
        first_day = date_of(path.stem)
        if first_day is None:
            problems.add(
                file,
                0,
                "",
                f"The file name “{path.name}” is not a date",
                "Name it by the first day the version is in force, like 2027-04-05.md",
            )
            continue
        if first_day in starts:
            problems.add(
                file,
                0,
                "",
                f"Another version starts on {long_date(first_day)} too: {starts[first_day]}",
                "Keep one of them, or name one by its own first day",
            )
            continue
        starts[first_day] = file
        version = read_version(path, file, first_day, context)
        if version is None:
            continue
        if version.version and version.version in numbers:
            problems.add(
                file,
                2,
                "version",
                f"Version {version.version} is also the number of {numbers[version.version]}",
                "Give this version the next number",
            )
        numbers[version.version] = file
        found[first_day] = version
    check_no_gap([found[day] for day in sorted(found)], problems)
    if not texts:
        problems.add(
            folder.relative_to(context.root).as_posix(),
            0,
            "",
            "The policy has no version",
            "Add its text in a file named by its first day in force, like 2027-04-05.md",
        )
    in_order = [found[day] for day in sorted(found)]
    approved = [each for each in in_order if not each.is_draft]
    ends = [each.first_day - DAY for each in approved[1:]]
    versions = tuple(
        replace(each, last_day=end) for each, end in zip(approved, [*ends, None], strict=False)
    )
    return versions, tuple(each for each in in_order if each.is_draft)


def check_no_gap(versions: list[PolicyVersion], problems: Problems) -> None:
    """Note a version whose number says that one before it is missing or comes later.

    Each version lasts until the day before the next, so a version that is gone leaves no gap in
    the days: only the numbers tell.
    """
    for before, version in pairwise(versions):
        was, now = NUMBER.fullmatch(before.version), NUMBER.fullmatch(version.version)
        if was is None or now is None or before.version == version.version:
            continue
        old, new = (int(was[1]), int(was[2])), (int(now[1]), int(now[2]))
        follows = {(old[0], old[1] + 1), (old[0] + 1, 0)}
        if new not in follows:
            wanted = " or ".join(f"{major}.{minor}" for major, minor in sorted(follows))
            problems.add(
                version.file,
                2,
                "version",
                f"Version {version.version} follows {before.version}, so a version between them "
                "is missing, or their order is wrong",
                f"Restore the one that is missing, or call this one {wanted}",
            )


def is_version_text(path: Path) -> bool:
    """Whether a file is a version's text, and not one that an editor left."""
    return path.suffix.lower() in (".md", ".markdown") and not path.name.startswith(".")


def read_version(
    path: Path, file: str, first_day: dt.date, context: Context
) -> PolicyVersion | None:
    """One version, or None if its file cannot be read.

    Where its heading is broken, what is missing stands empty: the problem is noted and nothing is
    published, but everything that leans on the version is still checked in the same run.
    """
    problems = context.problems
    text = read_text(path, file, problems)
    if text is None:
        return None
    lines = text.split("\n")
    close = next((i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), 0)
    headed = lines[0].rstrip() == "---" and close > 0
    if not headed:
        close = next((i for i, line in enumerate(lines) if HEADING.fullmatch(line)), len(lines)) - 1
        problems.add(
            file,
            1,
            "",
            "The text does not start with its version, approval and review date between two lines "
            "of three dashes",
            "Copy them from another version and fill them in",
        )
    front = "\n".join(lines[1:close])
    node = read_yaml(front, file, problems, first_line=2) if headed else None
    body = "\n".join(lines[close + 1 :])
    clauses = read_clauses(body, file, close + 2, problems)
    is_draft = context.drafts and first_day > context.today and is_unapproved(node)
    check_text(clauses, file, first_day, context, is_draft=is_draft)
    unread = PolicyVersion(
        policy=path.parent.name,
        first_day=first_day,
        last_day=None,
        version="",
        approved_by="",
        approved_on=first_day,
        approval_reference="",
        review_due=first_day,
        what_changed="",
        tenures=ALL_TENURES,
        clauses=clauses,
        file=file,
        is_draft=is_draft,
    )
    if not isinstance(node, YamlMapping):
        if node is not None:
            problems.add(
                file, node.line, "", "These must be keys with values", "Write “version: ...”"
            )
        return unread
    return with_heading(unread, Fields(file, node, problems), context)


def with_heading(unread: PolicyVersion, fields: Fields, context: Context) -> PolicyVersion:
    """A version with what its heading says of it."""
    first_day = unread.first_day
    needed = not unread.is_draft
    version = fields.text("version")
    if needed:
        approved_by = read_role(fields, "approved_by", context.organisation)
        approved_on = fields.past_date("approved_on", context.today)
        reference = fields.text("approval_reference")
        review_due = fields.date("review_due")
    else:  # nobody has approved it, and until then no day binds anybody
        approved_by, approved_on, reference, review_due = "", None, "", None
        for name in (*APPROVAL, "review_due"):
            fields.raw(name, needed=False)
    what_changed = fields.text(
        "what_changed", needed=needed, remedy="Say in one plain sentence what changed"
    )
    tenures = fields.texts("tenures")
    fields.finish()
    if approved_on is not None and approved_on > first_day:
        fields.note(
            "approved_on",
            f"It was approved on {long_date(approved_on)}, after its first day in force, "
            f"{long_date(first_day)}",
            "Correct the date, or name the file by a later first day",
        )
    if review_due is not None and review_due <= first_day:
        fields.note(
            "review_due",
            f"The review is due on {long_date(review_due)}, not after the first day in force",
            "Give a later day",
        )
    for index, tenure in enumerate(tenures):
        if tenure not in ALL_TENURES:
            fields.note_row(
                "tenures",
                index,
                f"“{tenure}” is not a tenure we know",
                meant(tenure, ALL_TENURES) or f"Use {', '.join(ALL_TENURES)}",
            )
    return replace(
        unread,
        version=version,
        approved_by=approved_by,
        approved_on=approved_on or first_day,
        approval_reference=reference,
        review_due=review_due or first_day,
        what_changed=what_changed,
        tenures=tuple(tenures) or ALL_TENURES,
    )


def is_unapproved(node: Node | None) -> bool:
    """Whether a heading says nothing at all of an approval, as a new version's does."""
    if not isinstance(node, YamlMapping):
        return False
    said = [node.items.get(name) for name in APPROVAL]
    return all(
        each is None or (isinstance(each, Scalar) and (each.is_nothing or not each.text))
        for each in said
    )


def read_role(fields: Fields, name: str, organisation: Organisation | None) -> str:
    """A key that names a role of the organisation."""
    role = fields.text(name, remedy="Name a role in policies/organisation.yaml")
    if role and organisation is not None and role not in (organisation.roles or [role]):
        fields.note(
            name,
            f"“{role}” is not a role of the organisation",
            meant(role, organisation.roles)
            or "Use the id of a role in policies/organisation.yaml, never a person's name",
        )
    return role


def read_clauses(
    body: str, file: str, first_line: int, problems: Problems
) -> tuple[PolicyClause, ...]:
    """The clauses of a version, in order."""
    check_braces(body, file, first_line, problems)
    clauses: list[PolicyClause] = []
    heading: tuple[str, str, int] | None = None
    text: list[str] = []
    start = first_line
    seen: dict[str, int] = {}

    def finish() -> None:
        if heading is None:
            if "\n".join(text).strip():
                where = start + next(i for i, line in enumerate(text) if line.strip())
                problems.add(
                    file,
                    where,
                    "",
                    "Text stands before the first clause",
                    "Move it under a heading like “## Aims {#aims}”",
                )
            return
        id_, title, line = heading
        content = "\n".join(text)
        if not content.strip():
            problems.add(file, line, id_, "The clause has no text", "Write it, or take it out")
        clauses.append(
            PolicyClause(
                id_,
                title,
                content.strip("\n"),
                line,
                tuple(quotes_in(content, line + 1)),
                tuple(carriers_in(content, line + 1)),
                line + 1 + len(content) - len(content.lstrip("\n")),
            )
        )

    for number, line in enumerate(body.split("\n"), start=first_line):
        found = HEADING.fullmatch(line)
        if found is None or len(found[1]) > 2:
            text.append(line)
            continue
        finish()
        text = []
        heading = clause_heading(found[1], found[2], file, number, seen, problems)
    finish()
    if not clauses:
        problems.add(file, 0, "", "The version has no clause", "Head each clause “## Title {#id}”")
    return tuple(clauses)


def clause_heading(
    marks: str, words: str, file: str, line: int, seen: dict[str, int], problems: Problems
) -> tuple[str, str, int]:
    """A clause's id, title and line, after noting what is wrong with its heading."""
    if marks == "#":
        problems.add(
            file,
            line,
            "",
            "A heading with one “#” is the page's title, which comes from policy.yaml",
            "Use two: “## Title {#id}”",
        )
    named = CLAUSE_HEADING.fullmatch(words)
    plain = words.partition("{")[0].strip()
    suggestion = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    if named is None or not CLAUSE_ID.fullmatch(named[2]):
        problems.add(
            file,
            line,
            "",
            f"The clause “{plain}” has no id of small letters and hyphens",
            f"Write “## {plain} {{#{suggestion}}}”",
        )
        return suggestion, words, line
    title, id_ = named[1], named[2]
    if id_ in seen:
        problems.add(
            file,
            line,
            id_,
            f"“{id_}” is already the id of the clause on line {seen[id_]}",
            "Give this clause its own id",
        )
    seen.setdefault(id_, line)
    return id_, title, line


def check_text(
    clauses: tuple[PolicyClause, ...],
    file: str,
    first_day: dt.date,
    context: Context,
    *,
    is_draft: bool = False,
) -> None:
    """Note names in the text that lead nowhere, and figures not held on its first day.

    A draft may be written before its figures are known: its page says that they are not held.
    """
    ids = [each.id for each in clauses]
    for clause in clauses:
        for quote in clause.quotes:
            check_quote(quote, ids, clause, file, None if is_draft else first_day, context)
        for carrier in clause.carriers:
            check_carrier(carrier, clause, file, context)


def check_quote(
    quote: Quote,
    clause_ids: list[str],
    clause: PolicyClause,
    file: str,
    first_day: dt.date | None,
    context: Context,
) -> None:
    """Note one name that leads nowhere, or a figure that is not held on the first day."""

    def note(message: str, remedy: str) -> None:
        context.problems.add(file, quote.line, clause.id, message, remedy)

    if quote.kind == "figure":
        if quote.id not in context.figures.figures and not context.all_figures_read:
            return  # it may be in the file that could not be read
        if quote.id not in context.figures.figures:
            note(
                f"There is no figure called “{quote.id}”",
                meant(quote.id, context.figures.figures)
                or "Use the id of a figure in policies/figures, or add the figure",
            )
            return
        if first_day is None or not context.figures.figure(quote.id).values:
            return  # what is wrong with it is noted at its own entry
        try:
            context.figures.in_force(quote.id, first_day)
        except FigureNotHeld:
            note(*not_held(context.figures.figure(quote.id), first_day))
    elif quote.kind == "clause" and quote.id not in clause_ids:
        note(
            f"There is no clause “{quote.id}” in this version",
            meant(quote.id, clause_ids) or "Use the id of a clause of this version",
        )
    elif quote.kind == "calculator" and quote.id not in (context.calculators or [quote.id]):
        assert context.calculators is not None
        note(
            f"There is no calculator called “{quote.id}”",
            meant(quote.id, context.calculators) or f"Use one of: {', '.join(context.calculators)}",
        )


def not_held(figure: Figure, first_day: dt.date) -> tuple[str, str]:
    """What to say of a figure that a version quotes and that has no sure value on its first day."""
    dated = figure.value_dated(first_day)
    expected = dated is not None and dated.expected
    message = (
        f"The figure “{figure.id}” is {'only expected' if expected else 'not held'} on this "
        f"version's first day, {long_date(first_day)}"
    )
    remedy = "Leave it out of the text, or add its value for that day with a source"
    if expected:
        remedy = (
            "Leave it out of the text, or put the confirmed value and its source in the place of "
            "the expected one, without “expected: true”"
        )
    elif figure.verified_to < first_day and figure.values:
        message += f": it was checked up to {long_date(figure.verified_to)}"
        remedy += (
            ", and move “verified_to” past it. If the value stays as it is, only move "
            "“verified_to” once it has been compared with its source. A figure worked out from "
            "others is held as long as they are"
        )
    return message, remedy


def check_carrier(carrier: Carrier, clause: PolicyClause, file: str, context: Context) -> None:
    """Note a rule or role that does not exist."""
    if carrier.kind == "rule" and context.calculators is not None:
        rules = [rule for each in context.calculators.values() for rule in each.rules]
        if carrier.id not in rules:
            context.problems.add(
                file,
                carrier.line,
                clause.id,
                f"There is no rule called “{carrier.id}”",
                meant(carrier.id, rules)
                or "Use a calculator's id, a full stop and its rule's name",
            )
    elif carrier.kind == "decides" and context.organisation is not None:
        roles = context.organisation.roles
        if roles and carrier.id not in roles:
            context.problems.add(
                file,
                carrier.line,
                clause.id,
                f"“{carrier.id}” is not a role of the organisation",
                meant(carrier.id, roles) or "Use the id of a role in policies/organisation.yaml",
            )
