"""Answers picked from a list, each with the words an officer reads."""

from __future__ import annotations

from enum import StrEnum


class Choice(StrEnum):
    """An answer from a list: its value is stored, its label is shown.

    Members are written ``NAME = ("value", "Label")`` or ``("value", "Label", "hint")``.
    """

    label: str
    hint: str

    # It is its text, so it is also found where its text is: an enum's own hash is of the name.
    __hash__ = str.__hash__

    def __new__(cls, value: str, label: str, hint: str = "") -> Choice:
        """Make a member that is its value as text and carries its label and hint."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.hint = hint
        return member


class YesNo(Choice):
    """A fact that is known one way or the other."""

    YES = ("yes", "Yes")
    NO = ("no", "No")


class YesNoNotKnown(Choice):
    """A fact that may not be known during a call."""

    YES = ("yes", "Yes")
    NO = ("no", "No")
    NOT_KNOWN = ("not-known", "Not known yet")
