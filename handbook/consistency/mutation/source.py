"""Mistakes in the rules: comparisons, constants and rounding, changed in the parsed code.

The changed code is put into the functions that are loaded already, so that whoever imported one by
name runs it too, and taken out again afterwards: a mutant costs no new process.
"""

from __future__ import annotations

import ast
import copy
import datetime as dt
import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from handbook.consistency.mutation.mutants import (
    COMPARISONS,
    CONSTANTS,
    DATES,
    ROUNDING,
    Mutant,
    Touches,
)

SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
EXTREMES = {"min": "max", "max": "min"}
ROUNDINGS = ("nearest_penny", "up_to_penny", "down_to_penny")
ROUNDING_NAMES = ("ROUND_HALF_UP", "ROUND_CEILING", "ROUND_FLOOR")
#: Where answers are decided: the rules of each calculator, the modules that put a case to them
#: and choose what is said of it, and what all of them read and count by. A calculator's own
#: modules join this list once no mutant of theirs survives.
RULES = (
    "*/rules.py",
    "affordability/__init__.py",
    "affordability/advice.py",
    "affordability/checks.py",
    "affordability/debts.py",
    "affordability/figures.py",
    "affordability/hardship.py",
    "affordability/lines.py",
    "affordability/verdict.py",
    "arrears_position/__init__.py",
    "arrears_position/coming.py",
    "arrears_position/reading.py",
    "bedroom_entitlement/__init__.py",
    "bedroom_entitlement/people.py",
    "benefit_check/__init__.py",
    "core/ages.py",
    "core/bedrooms.py",
    "core/breathing_space.py",
    "core/calendar.py",
    "core/money.py",
    "core/notices.py",
    "core/outcomes.py",
    "core/periods.py",
    "core/procedures.py",
    "core/reading.py",
    "core/rent_timeline.py",
    "core/service.py",
    "core/statement.py",
    "core/trace.py",
    "core/wording.py",
    "court_costs/__init__.py",
    "court_timetable/protection.py",
    "deductions_and_managed_payments/__init__.py",
    "deductions_and_managed_payments/advice.py",
    "deductions_and_managed_payments/amounts.py",
    "housing_benefit/__init__.py",
    "housing_benefit/adults.py",
    "housing_benefit/applicable.py",
    "housing_benefit/ranges.py",
    "next_step/__init__.py",
    "next_step/conditions.py",
    "next_step/days.py",
    "next_step/events.py",
    "next_step/insolvency.py",
    "next_step/models.py",
    "next_step/running.py",
    "next_step/situation.py",
    "protocol_ledger/__init__.py",
    "rent_conversion/__init__.py",
    "rent_conversion/models.py",
    "repayment_plan/__init__.py",
    "repayment_plan/advice.py",
    "repayment_plan/beside.py",
    "repayment_plan/models.py",
    "repayment_plan/payments.py",
    "repayment_plan/policy.py",
    "repayment_plan/rows.py",
    "repayment_plan/running.py",
    "repayment_plan/sentence.py",
    "repayment_plan/steps.py",
    "universal_credit/__init__.py",
    "universal_credit/advice.py",
    "universal_credit/ahead.py",
    "universal_credit/cap.py",
    "universal_credit/case.py",
    "universal_credit/elements.py",
    "universal_credit/housing.py",
    "universal_credit/outside.py",
    "universal_credit/people.py",
    "universal_credit/periods.py",
    "universal_credit/steps.py",
    "universal_credit/wages.py",
)
#: Calls whose whole numbers are days, weeks or months.
PERIODS = ("timedelta", "add_months", "range")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Change:
    """One change of one expression, by its place in the parsed module and its lines."""

    kind: str
    at: int
    line: int
    last: int
    function: str
    before: str
    after: str
    changed: ast.expr


def code_mutants(root: Path, patterns: tuple[str, ...] = RULES) -> Iterator[Mutant]:
    """Every mutant of the rules."""
    folder = root / "calculators"
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            module = import_module(module_name(path.relative_to(root)))
            # A handbook elsewhere is answered by this code, not by a copy beside it.
            if Path(str(module.__file__)).resolve() == path.resolve():
                yield from module_mutants(path.relative_to(root).as_posix(), path, module)


def module_name(path: Path) -> str:
    """What Python calls a file: a package by its folder, or it would be loaded a second time."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def module_mutants(file: str, path: Path, module: ModuleType) -> Iterator[Mutant]:
    """Every mutant of one module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    seen: dict[str, int] = {}
    for change in changes_in(tree):
        name = f"{file}:{change.function or 'module'}: {change.before} → {change.after}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name} ({seen[name]})"
        if change.function:
            span = range(change.line, change.last + 1)
            touches = Touches(lines=frozenset((file, line) for line in span))
        else:
            touches = Touches(functions=users_of(constant_at(tree, change)))
        yield Mutant(
            name,
            change.kind,
            file,
            change.line,
            f"{change.before} → {change.after}",
            touches,
            planting(tree, path, module, change),
        )


# What to change


def changes_in(tree: ast.Module) -> Iterator[Change]:
    """Every change worth trying in a module, in the order of its text."""
    functions = {id(node): name for node, name in functions_in(tree, "")}
    owners = owner_of(tree, functions)
    for at, node in enumerate(ast.walk(tree)):
        if not isinstance(node, ast.expr) or id(node) not in owners:
            continue
        for kind, changed in changed_expressions(node):
            before, after = ast.unparse(node), ast.unparse(changed)
            owner = owners[id(node)]
            if owner or kind == DATES:
                last = node.end_lineno or node.lineno
                yield Change(kind, at, node.lineno, last, owner, before, after, changed)


def functions_in(node: ast.AST, prefix: str) -> Iterator[tuple[ast.AST, str]]:
    """Each outermost function with its qualified name; those inside one belong to it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS):
            yield child, f"{prefix}{child.name}"
        elif isinstance(child, ast.ClassDef):
            yield from functions_in(child, f"{prefix}{child.name}.")


def owner_of(tree: ast.Module, functions: dict[int, str]) -> dict[int, str]:
    """The function of each expression inside one; "" for a constant of the module."""
    found: dict[int, str] = {}

    def visit(node: ast.AST, owner: str) -> None:
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.Assert):  # it tells the reader; it decides nothing
                found[id(child)] = owner
                visit(child, owner)

    for node in ast.walk(tree):
        if id(node) in functions and isinstance(node, FUNCTIONS):
            visit(ast.Module(node.body, []), functions[id(node)])
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            visit(statement, "")
    return found


def changed_expressions(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """The expressions to try in place of one."""
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                if type(op) in SWAPS:
                    swapped = [*ops[:at], SWAPS[type(op)](), *ops[at + 1 :]]
                    yield COMPARISONS, ast.Compare(node.left, swapped, node.comparators)
        case ast.Call(func=ast.Name(id=name)) if name in EXTREMES:
            func = ast.Name(EXTREMES[name], ast.Load())
            yield COMPARISONS, ast.Call(func, node.args, node.keywords)
        case ast.Call(func=ast.Attribute(attr="date"), args=[_, _, _]):
            yield from moved_dates(node)
        case ast.Name(id=name, ctx=ast.Load()):
            for names in (ROUNDINGS, ROUNDING_NAMES):
                for other in names if name in names else ():
                    if other != name:
                        yield ROUNDING, ast.Name(other, ast.Load())
        case _:
            pass
    yield from changed_constants(node)


def changed_constants(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """A day taken off instead of put on, and a period or a whole number one more and one less."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        if any(is_period(each) for each in (node.left, node.right)):
            turned = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield CONSTANTS, ast.BinOp(node.left, turned, node.right)
        for number in one_either_way(node.right):
            yield CONSTANTS, ast.BinOp(node.left, node.op, number)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        for number in one_either_way(node.left):
            yield CONSTANTS, ast.BinOp(number, node.op, node.right)
    elif isinstance(node, ast.Call) and called(node) in PERIODS:
        for at, keyword in enumerate(node.keywords):
            for number in one_either_way(keyword.value):
                changed = copy.deepcopy(node)
                changed.keywords[at].value = number
                yield CONSTANTS, changed


def is_period(node: ast.expr) -> bool:
    """Whether an expression is a day, a week or another stretch of time."""
    if isinstance(node, ast.Name):
        return node.id in ("DAY", "WEEK")
    return isinstance(node, ast.Call) and called(node) == "timedelta"


def called(node: ast.Call) -> str:
    """The name of what is called."""
    func = node.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def one_either_way(node: ast.expr) -> Iterator[ast.expr]:
    """A whole number one more and one less; nothing for another expression."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def moved_dates(node: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """A date written in the code, a day to either side."""
    numbers = [each.value for each in node.args if isinstance(each, ast.Constant)]
    if len(numbers) == len(node.args) and all(isinstance(each, int) for each in numbers):
        day = dt.date(*numbers)  # type: ignore[arg-type]
        for moved in (day - dt.timedelta(days=1), day + dt.timedelta(days=1)):
            parts = [ast.Constant(each) for each in (moved.year, moved.month, moved.day)]
            yield DATES, ast.Call(node.func, list(parts), [])


def constant_at(tree: ast.Module, change: Change) -> str:
    """The name of the module's constant that a change is in."""
    for statement in tree.body:
        if not isinstance(statement, ast.Assign):
            continue
        target = statement.targets[0]
        here = statement.lineno <= change.line <= (statement.end_lineno or 0)
        if here and isinstance(target, ast.Name):
            return target.id
    raise LookupError(change.before)


# Planting it


def planting(
    tree: ast.Module, path: Path, module: ModuleType, change: Change
) -> Callable[[], AbstractContextManager[None]]:
    """Plants a change in the loaded module."""

    def planted() -> AbstractContextManager[None]:
        with replaced(tree, change):
            if not change.function:
                name = constant_at(tree, change)
                return constant_changed(module, name, constant_in(tree, module, name))
            code = compile(tree, str(path), "exec", dont_inherit=True)
        return code_changed(module, change.function, code)

    return planted


@contextmanager
def replaced(tree: ast.Module, change: Change) -> Iterator[None]:
    """Put the changed expression in the place of the one it changes, for a while."""
    old = next(node for at, node in enumerate(ast.walk(tree)) if at == change.at)
    new = ast.copy_location(copy.deepcopy(change.changed), old)
    ast.fix_missing_locations(new)
    put_in_place(tree, old, new)
    try:
        yield
    finally:
        put_in_place(tree, new, old)


def put_in_place(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    """Put one node of a parsed module in the place of another.

    Raises:
        LookupError: If the module does not hold the other.
    """
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list):
                for at, each in enumerate(value):
                    if each is old:
                        value[at] = new
                        return
    raise LookupError(ast.dump(old))


@contextmanager
def code_changed(module: ModuleType, function: str, code: CodeType) -> Iterator[None]:
    """Give a function other code for a while, with the names of roundings it may need."""
    names = [each for each in (*ROUNDINGS, *ROUNDING_NAMES) if each not in vars(module)]
    money, decimal = import_module("calculators.core.money"), import_module("decimal")
    vars(module).update(
        {each: getattr(money if each in ROUNDINGS else decimal, each) for each in names}
    )
    target = function_called(module, function)
    original = target.__code__
    target.__code__ = code_called(code, original)
    try:
        yield
    finally:
        target.__code__ = original
        for each in names:
            delattr(module, each)


def constant_in(tree: ast.Module, module: ModuleType, name: str) -> Any:
    """The value a parsed module gives one of its constants."""
    statement = next(
        each
        for each in tree.body
        if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == name
    )
    expression = compile(ast.Expression(statement.value), str(module.__file__), "eval")
    return eval(expression, vars(module))  # noqa: S307 - the module's own source


@contextmanager
def constant_changed(module: ModuleType, name: str, new: Any) -> Iterator[None]:
    """Give a constant another value for a while, in every module that took it over."""
    old = getattr(module, name)
    holders = [each for each in calculator_modules() if vars(each).get(name) is old]
    for each in holders:
        setattr(each, name, new)
    try:
        yield
    finally:
        for each in holders:
            setattr(each, name, old)


def calculator_modules() -> list[ModuleType]:
    """Every module of the calculators that is loaded."""
    found = sys.modules.copy().items()
    return [each for name, each in found if name.partition(".")[0] == "calculators"]


def users_of(name: str) -> frozenset[tuple[str, str]]:
    """The functions whose code names a constant: each its file's end and its qualified name."""
    found = set()
    for module in calculator_modules():
        path = "/".join(module.__name__.split("."))
        package = hasattr(module, "__path__")
        file = f"{path}/__init__.py" if package else f"{path}.py"
        for function in functions_of(module):
            if name in all_names(function.__code__):
                found.add((file, function.__qualname__))
    return frozenset(found)


def all_names(code: CodeType) -> set[str]:
    """The names that code and the code inside it read."""
    inside = [all_names(each) for each in code.co_consts if isinstance(each, CodeType)]
    return set(code.co_names).union(*inside)


def functions_of(module: ModuleType) -> Iterator[FunctionType]:
    """The functions and methods a module defines."""
    for each in vars(module).copy().values():
        if isinstance(each, type) and each.__module__ == module.__name__:
            yield from filter(None, map(plain_function, vars(each).copy().values()))
        elif (found := plain_function(each)) and found.__module__ == module.__name__:
            yield found


def plain_function(thing: object) -> FunctionType | None:
    """The function inside a method, a property or a decorator; None for anything else."""
    if isinstance(thing, staticmethod | classmethod):
        thing = thing.__func__
    elif isinstance(thing, property):
        thing = thing.fget
    elif isinstance(thing, functools.cached_property):
        thing = thing.func
    while hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    return thing if isinstance(thing, FunctionType) else None


def function_called(module: ModuleType, name: str) -> FunctionType:
    """The loaded function of a qualified name.

    Raises:
        LookupError: If the module has none.
    """
    owner: Any = module
    *parents, last = name.split(".")
    for parent in parents:
        owner = vars(owner)[parent]
    found = plain_function(vars(owner).get(last))
    if found is None:
        raise LookupError(name)
    return found


def code_called(module: CodeType, original: CodeType) -> CodeType:
    """The code of the same function in changed code."""
    waiting = [module]
    while waiting:
        code = waiting.pop()
        same_place = code.co_firstlineno == original.co_firstlineno
        if code.co_qualname == original.co_qualname and same_place:
            return code
        waiting += [each for each in code.co_consts if isinstance(each, CodeType)]
    raise LookupError(original.co_qualname)
