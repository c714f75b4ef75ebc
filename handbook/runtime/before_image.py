"""Runs inside Pyodide just before its memory is frozen into the image."""

import gc
import json
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path

sys.path[:0] = ["/lib/calculators.zip", "/lib/packages.zip"]


class _Extension(MetaPathFinder):
    """Finds pydantic's compiled part, which is loaded already, beside a package in a zip."""

    NAME = "pydantic_core._pydantic_core"
    PATH = (
        "/lib/python3.14/site-packages/pydantic_core/"
        "_pydantic_core.cpython-314-wasm32-emscripten.so"
    )

    def find_spec(self, fullname: str, *_where: object) -> ModuleSpec | None:
        if fullname != self.NAME:
            return None
        from importlib.machinery import ExtensionFileLoader
        from importlib.util import spec_from_file_location

        loader = ExtensionFileLoader(fullname, self.PATH)
        return spec_from_file_location(fullname, self.PATH, loader=loader)


def _wake() -> str:
    """Called after restoring: the image holds the state that `random` had when it was made."""
    random = sys.modules.get("random")
    if random is not None:
        random.seed()
    return ""


def _spare(name: str) -> None:
    """Import a module only when it is used: pydantic takes it for things calculators never do."""
    stand_in = type(sys)(name)

    def borrow(wanted: str) -> object:
        if wanted.startswith("__"):
            raise AttributeError(wanted)

        def later(*values: object, **named: object) -> object:
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
            return getattr(import_module(name), wanted)(*values, **named)

        return later

    from importlib import import_module

    vars(stand_in)["__getattr__"] = borrow
    sys.modules[name] = stand_in


def _forget() -> None:
    """Empty the caches that would fill again if they were needed."""
    import re
    import typing
    import zipimport

    re.purge()
    for clear in vars(typing)["_cleanups"]:
        clear()
    vars(zipimport)["_zip_directory_cache"].clear()
    sys.path_importer_cache.clear()


def _prepare() -> dict[str, int]:
    sys.meta_path.insert(0, _Extension())
    _spare("importlib.metadata")
    from calculators import browser

    job = json.loads(Path("/job.json").read_text(encoding="utf-8"))
    browser.hold(job["figures"])
    for case in job["golden"]:
        found = browser.answer(case["calculator"], case["inputs"])
        if found != case["answer"]:
            raise AssertionError(
                f"{case['calculator']} answers differently in the browser's Python:\n"
                f"inputs   {case['inputs']}\nexpected {case['answer']}\nfound    {found}"
            )
    # Addresses of the functions that JavaScript calls.
    return {"answer": id(browser.answer), "wake": id(_wake)}


Path("/entries.json").write_text(json.dumps(_prepare()), encoding="utf-8")
_forget()
del _prepare, _forget
gc.collect()
gc.collect()
gc.freeze()
