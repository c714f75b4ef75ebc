"""Reading the keys of one entry: each read says what it needs and notes what is wrong."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Collection

from calculators.core.wording import in_list, long_date
from handbook.content.problems import Problems
from handbook.content.yaml import Mapping, Node, Scalar, Sequence

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
QUOTE_IT = 'Put the value in quotes: "{}"'


class Fields:
    """The keys of one entry. Call :meth:`finish` when all that may be there has been asked for.

    Every method that reads a key returns None (or "", or an empty list) after noting a problem,
    so that reading goes on and one run finds everything.
    """

    def __init__(self, file: str, node: Mapping, problems: Problems, prefix: str = "") -> None:
        """Keep the entry, and the key that leads to it."""
        self.file = file
        self.node = node
        self.problems = problems
        self.prefix = prefix
        self.asked: list[str] = []

    @property
    def line(self) -> int:
        """The line the entry starts on."""
        return self.node.line

    def key(self, name: str) -> str:
        """A key with what leads to it: ``values[1].value``."""
        return f"{self.prefix}.{name}" if self.prefix else name

    def line_of(self, name: str) -> int:
        """The line of a key, or of the entry where the key is missing."""
        return self.node.lines.get(name, self.node.line)

    def note(self, name: str, message: str, remedy: str) -> None:
        """Note a problem with a key."""
        self.problems.add(self.file, self.line_of(name), self.key(name), message, remedy)

    def note_row(self, name: str, index: int, message: str, remedy: str) -> None:
        """Note a problem with one row of a key's list."""
        node = self.node.items[name]
        assert isinstance(node, Sequence)
        key = f"{self.key(name)}[{index}]"
        self.problems.add(self.file, node.items[index].line, key, message, remedy)

    def raw(self, name: str, *, needed: bool = True, remedy: str = "") -> Node | None:
        """A key's value, whatever it is."""
        self.asked.append(name)
        node = self.node.items.get(name)
        if node is None and needed:
            self.note(name, f"“{name}” is missing", remedy or f"Add “{name}:” to this entry")
        return node

    def has(self, name: str) -> bool:
        """Whether the entry has a key."""
        return name in self.node.items

    def scalar(self, name: str, *, needed: bool = True, remedy: str = "") -> Scalar | None:
        """A key's single value."""
        node = self.raw(name, needed=needed, remedy=remedy)
        if node is None or isinstance(node, Scalar):
            return node
        self.note(name, f"“{name}” holds a list here", f"Give “{name}” one value")
        return None

    def text(self, name: str, *, needed: bool = True, remedy: str = "") -> str:
        """A key's text; "" if there is none."""
        value = self.scalar(name, needed=needed, remedy=remedy)
        if value is None:
            return ""
        text = " ".join(value.text.split())
        if not text or value.is_nothing:
            if needed:
                self.note(name, f"“{name}” is empty", remedy or f"Fill in “{name}”")
            return ""
        return text

    def date(self, name: str, *, needed: bool = True, remedy: str = "") -> dt.date | None:
        """A key's date."""
        value = self.scalar(name, needed=needed, remedy=remedy)
        if value is None:
            return None
        day = date_of(value.text)
        if day is None:
            self.note(
                name,
                f"“{value.text}” is not a date" if value.text else f"“{name}” is empty",
                "Write year, month and day with dashes, like 2027-04-05",
            )
        return day

    def past_date(self, name: str, today: dt.date, *, needed: bool = True) -> dt.date | None:
        """A key's date, which must not be in the future."""
        day = self.date(name, needed=needed)
        if day is not None and day > today:
            self.note(
                name,
                f"{long_date(day)} is in the future; today is {long_date(today)}",
                "Give the day it was done",
            )
            return None
        return day

    def choice(self, name: str, allowed: Collection[str], *, needed: bool = True) -> str:
        """A key's text, which must be one of those allowed; "" if it is not."""
        text = self.text(name, needed=needed, remedy=f"Use {one_of(allowed)}")
        if text and text not in allowed:
            remedy = meant(text, allowed) or f"Use {one_of(allowed)}"
            self.note(name, f"“{text}” is not one of the {plural(name)} we use", remedy)
            return ""
        return text

    def flag(self, name: str) -> bool:
        """Whether a key says ``true``; a missing key says no."""
        value = self.scalar(name, needed=False)
        if value is None:
            return False
        if value.text not in ("true", "false"):
            self.note(name, f"“{value.text}” is neither true nor false", "Write true or false")
        return value.text == "true"

    def texts(self, name: str, *, needed: bool = True) -> list[str]:
        """A key's list of texts."""
        node = self.raw(name, needed=needed)
        if node is None:
            return []
        if not isinstance(node, Sequence):
            self.note(
                name, f"“{name}” must be a list", "Write each entry on a line of its own after “- ”"
            )
            return []
        found = []
        for index, each in enumerate(node.items):
            if isinstance(each, Scalar) and each.text.strip():
                found.append(each.text.strip())
            else:
                self.problems.add(
                    self.file,
                    each.line,
                    f"{self.key(name)}[{index}]",
                    "This is not a text",
                    "Write one text after the dash",
                )
        if needed and not node.items:
            self.note(name, f"“{name}” is an empty list", "Add at least one entry")
        return found

    def within(self, name: str, *, needed: bool = True, remedy: str = "") -> Fields | None:
        """A key's own keys."""
        node = self.raw(name, needed=needed, remedy=remedy)
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.note(
                name,
                f"“{name}” must hold further keys",
                remedy or f"Indent them on the lines below “{name}:”",
            )
            return None
        return Fields(self.file, node, self.problems, self.key(name))

    def rows(self, name: str, *, needed: bool = True) -> list[Fields]:
        """A key's list of entries."""
        node = self.raw(name, needed=needed)
        return [] if node is None else entries(self.file, node, self.problems, self.key(name))

    def finish(self) -> None:
        """Note every key that nothing asked for."""
        for name in self.node.items:
            if name not in self.asked:
                remedy = meant(name, self.asked) or f"Use {one_of(dict.fromkeys(self.asked))}"
                self.note(name, f"“{name}” is not a key this entry can have", remedy)


def entries(file: str, node: Node, problems: Problems, key: str = "") -> list[Fields]:
    """The entries of a list, each with its own keys."""
    if not isinstance(node, Sequence):
        problems.add(
            file,
            node.line,
            key,
            "This must be a list of entries",
            "Start each entry with a dash: “- ”",
        )
        return []
    found = []
    for index, each in enumerate(node.items):
        under = f"{key}[{index}]" if key else ""
        if isinstance(each, Mapping):
            found.append(Fields(file, each, problems, under))
        else:
            problems.add(
                file,
                each.line,
                under,
                "This entry has no keys",
                "Write “- name: value” and the other keys below it",
            )
    return found


def date_of(text: str) -> dt.date | None:
    """The date a text says in year-month-day order, or None."""
    if not ISO_DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def meant(typed: str, allowed: Collection[str]) -> str:
    """“Did you mean ...” for a word close to one of those allowed, or ""."""
    close = difflib.get_close_matches(typed, list(allowed), n=1, cutoff=0.7)
    return f"Did you mean “{close[0]}”? If so, correct it" if close else ""


def one_of(allowed: Collection[str]) -> str:
    """The words allowed, for a remedy; a set has no order of its own, so it is sorted."""
    ordered = sorted(allowed) if isinstance(allowed, set | frozenset) else list(allowed)
    return in_list(ordered, "or")


def plural(name: str) -> str:
    """A key's name for more than one of its values."""
    return {"basis": "bases", "unit": "units", "confidence": "levels of confidence"}.get(
        name, f"{name}s".replace("_", " ")
    )
