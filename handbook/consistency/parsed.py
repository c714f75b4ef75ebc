"""Python read into its tree once for every check that looks at the calculators' code."""

from __future__ import annotations

import ast
from functools import lru_cache


@lru_cache(maxsize=512)
def parsed(source: str) -> ast.Module:
    """The tree of a module's text, for reading only: whoever asks again gets the same one.

    Raises:
        SyntaxError: If it is no Python.
    """
    return ast.parse(source)
