"""What the court's forms are for, so that no answer gives a bare number."""

from __future__ import annotations

#: Each form that an answer names, with what it is. Of a form not listed only the number is held.
FORMS = {
    "N28": "the court's form of a suspended possession order",
    "N54": "the notice of eviction",
    "N244": "the general application to the court",
}


def form(number: str) -> str:
    """A form by its number, with what it is.

    Source:
        CPR 83.8A (N54); the court's fees and forms (N28, N244).

    Example:
        >>> form("N244")
        'form N244, the general application to the court'
    """
    return f"form {number}, {FORMS[number]}"
