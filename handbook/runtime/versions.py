"""The versions of the browser's Python, held once; a test finds strays."""

from typing import Final

PYODIDE: Final = "314.0.7"
"""The npm package `pyodide`; package.json names the same."""

PYTHON: Final = "3.14.2"
"""The CPython inside it."""

PYTHON_SERIES: Final = "3.14"
PYTHON_TAG: Final = "cp314"
PLATFORM: Final = "pyemscripten_2026_0_wasm32"
"""The platform tag of wheels for it."""

ABI: Final = "2026_0"
LOCK_PLATFORM: Final = "emscripten_5_0_3"
"""The platform as Pyodide's own lock file writes it."""
