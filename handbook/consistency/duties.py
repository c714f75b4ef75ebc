"""No orphan duty: what obliges is carried by a rule or a role, and what carries is named.

A paragraph of a policy **obliges** where it says that something must or must not be done, sets a
limit (“within”, “at least”, “no longer than”, “the most”), or tells somebody to act by a time
(“Call as soon as a payment is missed”, “Send the letter when arrears reach ...”). It needs a line
below it that names a rule or a role. A paragraph that only tells somebody to act, without a limit
or a time, may have such a line and need not. Where neither is the case, a line is reported: it
says that something carries out words which ask for nothing.

A paragraph that ends with a colon and the list below it are one. A list of aims obliges nobody.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path

import calculators
from calculators.registry import CALCULATORS
from handbook.consistency.parsed import parsed
from handbook.consistency.pieces import GAP
from handbook.content import Content, ContentProblem, Policy, PolicyClause, PolicyVersion
from handbook.content.text import BRACES, MARKER, Carrier, carriers_in

#: What tells somebody to act, at the start of a sentence or after a comma, a colon or “and”.
VERBS = (
    "accept", "acknowledge", "add", "agree", "answer", "apply", "arrange", "ask", "base", "begin",
    "book", "bring", "call", "carry", "change", "check", "choose", "claim", "close", "complete",
    "confirm", "consider", "contact", "copy", "count", "deal", "decide", "do", "end", "enter",
    "explain", "file", "fill", "finish", "follow", "get", "give", "go", "help", "hold", "include",
    "inform", "invite", "keep", "leave", "let", "list", "look", "make", "meet", "move", "never",
    "note", "offer", "open", "pass", "pause", "pay", "prepare", "propose", "put", "read", "record",
    "refer", "refuse", "remind", "remove", "repeat", "reply", "report", "return", "review", "say",
    "search", "see", "send", "serve", "set", "show", "sign", "speak", "start", "stop", "suspend",
    "take", "talk", "tell", "treat", "try", "use", "visit", "wait", "warn", "work", "write",
)  # fmt: skip
ACT = rf"(?:{'|'.join(VERBS)})"
#: An imperative: at the start of a sentence, or after words that open it (“When ..., warn”).
IMPERATIVE = re.compile(
    rf"^(?:\W*)(?:then |also |always |only |first |again )?{ACT}\b"
    rf"|(?:[,;:]|\band|\bor)\s+(?:then |also |always |do not )?{ACT}\b(?!\s+(?:is|are|was|that)\b)",
    re.IGNORECASE,
)
#: Words that oblige whoever reads them, by themselves.
OBLIGES = re.compile(
    r"\b(?:must|shall|may not|may only|cannot be|required to|obliged to|has to|have to)\b"
    r"|\bat (?:least|most)\b|\bwithin\b"
    r"|\b(?:no|not) (?:more|longer|less|fewer|later|sooner|earlier|shorter) than\b"
    rf"|\b(?:more|longer|less|fewer|later|sooner|shorter) than {GAP}|\bup to {GAP}"
    rf"|\bthe (?:most|least)\b|\bby the (?:date|day)\b|\bon the (?:next|same) (?:working )?day\b"
    r"|(?:^|[,;:]\s+)(?:do not|never)\b",
    re.IGNORECASE,
)
#: Words that set a time or a limit for what somebody is told to do.
BY_A_TIME = re.compile(
    rf"{GAP}|\b(?:before|after|until|when|whenever|as soon as|as early as|for as long as|by the"
    r"|the same day|the next|at the first|from the first|(?:each|every) (?:day|week|month|quarter"
    r"|year))\b",
    re.IGNORECASE,
)
AIMS = re.compile(r"^\W*We (?:aim|want|try) to\b[^.]*:\s*$", re.IGNORECASE | re.MULTILINE)
#: Words that leave something to whoever is named.
LEAVES_OPEN = re.compile(r"\b(?:may|decides?|agrees?)\b", re.IGNORECASE)
#: “Everybody has to explain” as a reason is no duty of ours.
NOBODY = re.compile(r"\b(?:nobody|no one) (?:has|have) to\b", re.IGNORECASE)
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n(?=\s*[-*+] )")

#: Where a rule says what it rests on.
SOURCE = re.compile(r"^\s*Source:\s*\n(?P<text>(?:\s+\S.*\n?)+)", re.MULTILINE)
OWN_POLICY = re.compile(r"(?:The landlord's policy, |[Cc]lause )[\"“]([^\"”]+)[\"”]")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a clause, with the list it opens and the line that says what carries it.

    Attributes:
        file: The version's file.
        clause: The clause it stands in.
        line: The line it starts on.
        text: Its words, without the line that names its carriers.
        carriers: The rules and roles named below it.
    """

    file: str
    clause: str
    line: int
    text: str
    carriers: tuple[Carrier, ...]

    @property
    def plain(self) -> str:
        """Its words, with one mark for each figure and nothing for other names."""
        return BRACES.sub(lambda m: GAP if "figure" in m[1] else "it", self.text)

    @property
    def sentences(self) -> list[str]:
        """Its sentences, each without the mark of a list."""
        found = (ITEM.sub("", each) for each in SENTENCE_END.split(self.plain))
        return [" ".join(each.split()) for each in found if each.strip()]

    @property
    def begins(self) -> str:
        """Its first words, for a message."""
        words = BRACES.sub("...", self.text).split()
        return " ".join(words[:8]) + (" ..." if len(words) > 8 else "")


def paragraphs(clause: PolicyClause, file: str) -> list[Paragraph]:
    """The paragraphs of a clause, each list joined to the paragraph that opens it."""
    if not clause.body_line:
        return []  # made from a record, which itself names who does it and by when
    blocks: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(clause.body.split("\n"), start=clause.body_line):
        if not line.strip():
            fresh = True
            continue
        if fresh:
            blocks.append((number, []))
        blocks[-1][1].append(line)
        fresh = False
    found: list[Paragraph] = []
    for start, lines in blocks:
        marks = [MARKER.fullmatch(each.strip()) is not None for each in lines]
        text = "\n".join(each for each, mark in zip(lines, marks, strict=True) if not mark)
        here = Paragraph(file, clause.id, start, text, tuple(carriers_in("\n".join(lines), start)))
        opens = bool(found) and found[-1].text.rstrip().endswith(":") and ITEM.match(text)
        if found and (opens or not text):
            before = found.pop()
            here = replace(
                before,
                text=f"{before.text}\n{text}" if text else before.text,
                carriers=before.carriers + here.carriers,
            )
        found.append(here)
    return found


def obliges(paragraph: Paragraph) -> bool:
    """Whether somebody is bound by it, or told to act by a time."""
    if AIMS.search(paragraph.plain.split("\n")[0]):
        return False
    for sentence in paragraph.sentences:
        said = NOBODY.sub("", sentence)
        if OBLIGES.search(said) or (IMPERATIVE.search(said) and BY_A_TIME.search(said)):
            return True
    return False


def asks_for_something(paragraph: Paragraph) -> bool:
    """Whether it obliges, or at least tells somebody to act or leaves something to somebody."""
    decides = any(each.kind == "decides" for each in paragraph.carriers)
    return obliges(paragraph) or any(
        IMPERATIVE.search(each) or (decides and LEAVES_OPEN.search(each))
        for each in paragraph.sentences
    )


def orphan_duties(content: Content) -> Iterator[ContentProblem]:
    """A problem for each duty that nothing carries, and each carrier with no duty."""
    for version in every_version(content):
        for clause in version.clauses:
            for paragraph in paragraphs(clause, version.file):
                if obliges(paragraph) and not paragraph.carriers:
                    yield ContentProblem(
                        version.file,
                        paragraph.line,
                        clause.id,
                        f"“{paragraph.begins}” obliges somebody, and nothing says what carries it "
                        "out",
                        'Write below it {: data-rule="a calculator.its rule" }, or '
                        '{: data-decides="a role" } if a person decides',
                    )
                elif paragraph.carriers and not asks_for_something(paragraph):
                    yield ContentProblem(
                        version.file,
                        paragraph.carriers[0].line,
                        clause.id,
                        f"“{paragraph.begins}” obliges nobody, but this line says that "
                        f"“{paragraph.carriers[0].id}” carries it out",
                        "Take the line out, or say in the paragraph what must be done",
                    )


def every_version(content: Content) -> list[PolicyVersion]:
    """Every version of every document."""
    return [each for document in content.documents for each in document.versions]


# Rules


@dataclass(frozen=True)
class Rule:
    """A rule as its file declares it: where it stands and what it says it rests on."""

    id: str
    file: str
    line: int
    source: str


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of every calculator."""
    found = []
    for calculator in CALCULATORS:
        module = import_module(f"calculators.{calculator}.rules")
        path = f"calculators/{calculator}/rules.py"
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__ or name.startswith("_"):
                continue
            source = SOURCE.search(function.__doc__ or "")
            text = " ".join(source["text"].split()) if source else ""
            line = inspect.unwrap(function).__code__.co_firstlineno
            found.append(Rule(f"{calculator}.{name}", path, line, text))
    return tuple(found)


def orphan_rules(content: Content, known: Iterable[Rule] | None = None) -> Iterator[ContentProblem]:
    """A problem for each rule that no clause names and that says no source, or a wrong one."""
    named = {
        carrier.id
        for version in every_version(content)
        for clause in version.clauses
        for carrier in clause.carriers
        if carrier.kind == "rule"
    }
    titles = {
        clause.title
        for policy in content.documents
        for clause in (policy.versions[-1].clauses if policy.versions else ())
    }
    for rule in rules() if known is None else known:
        if not rule.source and rule.id not in named:
            yield ContentProblem(
                rule.file,
                rule.line,
                rule.id,
                "No clause of a policy names this rule, and it cites no law",
                f'Name it below the clause it carries out, {{: data-rule="{rule.id}" }}, or say '
                "under “Source:” which law, guidance or arithmetic it rests on",
            )
        for title in OWN_POLICY.findall(rule.source):
            if title not in titles:
                yield ContentProblem(
                    rule.file,
                    rule.line,
                    rule.id,
                    f"The rule rests on the clause “{title}”, and no policy in its newest version "
                    "has a clause of that title",
                    "Name the clause by the title it has now, or bring the clause back",
                )


# Clauses that the code cites


@dataclass(frozen=True)
class Citation:
    """A clause named in code: the policy, the clause, and where."""

    policy: str
    clause: str
    file: str
    line: int


def orphan_citations(
    content: Content, cited: Iterable[Citation] | None = None
) -> Iterator[ContentProblem]:
    """A problem for each clause that the code cites and a version does not have."""
    for each in citations(code_root(content)) if cited is None else cited:
        if not each.clause or not each.policy:
            yield ContentProblem(
                each.file,
                each.line,
                "",
                "The policy or the clause cited here is worked out, so no check can follow it",
                "Write the ids of both as plain text where the clause is cited",
            )
            continue
        policy = next((one for one in content.documents if one.id == each.policy), None)
        if policy is None:
            yield ContentProblem(
                each.file,
                each.line,
                "",
                f"The code cites the policy “{each.policy}”, which is not here",
                "Bring the policy back, or take out the calculator that cites it",
            )
            continue
        yield from missing_in(policy, each)


def missing_in(policy: Policy, cited: Citation) -> Iterator[ContentProblem]:
    """A problem for each version without a clause that the code cites."""
    for version in policy.versions:
        if version.clause(cited.clause) is None:
            yield ContentProblem(
                version.file,
                0,
                cited.clause,
                f"{cited.file}, line {cited.line}, cites the clause “{cited.clause}”, and version "
                f"{version.version} has no clause of that id",
                "Keep the id when a clause is renamed; if the clause is gone, change the rule that "
                "rests on it too",
            )


def code_root(content: Content) -> Path:
    """The folder that holds the calculators: the handbook's own, or the one installed."""
    if (content.root / "calculators").is_dir():
        return content.root
    return Path(calculators.__file__).parent.parent


def citations(root: Path) -> list[Citation]:
    """Every clause that the calculators cite, read from their code."""
    found = []
    for path in sorted((root / "calculators").rglob("*.py")):
        text = path.read_text("utf-8")
        if ".clause(" in text and "core" not in path.relative_to(root).parts:
            found += citations_in(text, path.relative_to(root).as_posix(), root)
    return found


def constants_in(tree: ast.Module, root: Path | None = None) -> dict[str, object]:
    """The plain values a module gives a name at its top, and those it takes from its neighbours."""
    found: dict[str, object] = {}
    for each in tree.body:
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant):
            names = [target.id for target in each.targets if isinstance(target, ast.Name)]
            found |= dict.fromkeys(names, each.value.value)
        elif isinstance(each, ast.ImportFrom) and root is not None:
            path = (root / (each.module or "").replace(".", "/")).with_suffix(".py")
            theirs = constants_in(parsed(path.read_text("utf-8"))) if path.is_file() else {}
            taken = {alias.asname or alias.name: theirs.get(alias.name) for alias in each.names}
            found |= {name: value for name, value in taken.items() if value is not None}
    return found


def citations_in(text: str, file: str, root: Path | None = None) -> list[Citation]:
    """The clauses that one module cites by ``trace.clause(policy, clause, day)``.

    A clause's id may also be handed to a function of the same module, which cites it.
    """
    tree = parsed(text)
    constants = constants_in(tree, root)
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    inside = {id(call): function for function in functions for call in ast.walk(function)}

    def words(node: ast.expr) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        value = constants.get(node.id) if isinstance(node, ast.Name) else None
        return value if isinstance(value, str) else ""

    def handed_to(function: ast.FunctionDef, parameter: str) -> list[tuple[str, int]]:
        names = [each.arg for each in function.args.args]
        at = names.index(parameter) - (names[:1] == ["self"])
        return [
            (words(node), call.lineno)
            for call in calls
            if called(call) == function.name
            for node in [argument(call, at, parameter)]
            if node is not None
        ]

    found = []
    for call in calls:
        if called(call) != "clause" or len(call.args) < 2:
            continue
        policy, clause = words(call.args[0]), call.args[1]
        function = inside.get(id(call))
        parameters = [each.arg for each in function.args.args] if function else []
        if isinstance(clause, ast.Name) and clause.id in parameters and function is not None:
            handed = handed_to(function, clause.id) or [("", call.lineno)]
            found += [Citation(policy, id_, file, line) for id_, line in handed]
        else:
            found.append(Citation(policy, words(clause), file, call.lineno))
    # Where neither is written out, both come from content, which is checked where it is read.
    return [each for each in found if each.policy or each.clause]


def called(call: ast.Call) -> str:
    """The name of the function or method that is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def argument(call: ast.Call, at: int, name: str) -> ast.expr | None:
    """What a call hands over by place or by name."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[at] if at < len(call.args) else None
