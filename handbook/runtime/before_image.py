"""Runs inside Pyodide just before its memory is frozen into the image."""

import gc
import json
import sys

sys.path.insert(0, "/lib/site.zip")


class _Extension:
    """Finds pydantic's compiled part, which is loaded already, beside a package in a zip."""

    NAME = "pydantic_core._pydantic_core"
    PATH = (
        "/lib/python3.14/site-packages/pydantic_core/"
        "_pydantic_core.cpython-314-wasm32-emscripten.so"
    )

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> object:
        if name != cls.NAME:
            return None
        from importlib.machinery import ExtensionFileLoader
        from importlib.util import spec_from_file_location

        return spec_from_file_location(name, cls.PATH, loader=ExtensionFileLoader(name, cls.PATH))


def _wake() -> str:
    """Called after restoring: the image holds the state that `random` had when it was made."""
    random = sys.modules.get("random")
    if random is not None:
        random.seed()
    return ""


def _prepare() -> dict[str, int]:
    sys.meta_path.insert(0, _Extension)
    from calculators import browser

    with open("/job.json") as file:
        job = json.load(file)
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


with open("/entries.json", "w") as _file:
    json.dump(_prepare(), _file)
del _prepare, _file
gc.collect()
gc.collect()
gc.freeze()
