"""Runs inside Pyodide when packing: source becomes code compiled by the browser's own Python.

Code compiled by another Python would be useless there. Two forms are made: wheels for the stock
start, and zips for the image, from which is left out what only people read: line numbers and, but
for the calculators' own, docstrings. That makes the image a good tenth smaller.
"""

import ast
import importlib.util
import marshal
import types
import zipfile
from pathlib import Path

MOMENT = (2026, 1, 1, 0, 0, 0)
LEFT_OUT = (".pyi", "/py.typed", "/")


def module(name: str, source: bytes, *, docstrings: bool, lines: bool) -> bytes:
    """The .pyc of a module, trusted by the importer without looking for its source."""
    tree = ast.parse(source)
    if not docstrings:
        tree = _without_docstrings(tree)
    code = compile(tree, name, "exec", dont_inherit=True)
    if not lines:
        code = _without_lines(code)
    unchecked = (0b01).to_bytes(4, "little")
    header = importlib.util.MAGIC_NUMBER + unchecked + importlib.util.source_hash(source)
    return header + marshal.dumps(code)


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is None:
            continue
        first = node.body[0]
        if isinstance(node, ast.ClassDef):
            # Not nothing: a dataclass without one computes one.
            node.body[0] = ast.fix_missing_locations(ast.Expr(ast.Constant(".")))
        elif len(node.body) > 1:
            del node.body[0]
        else:
            node.body[0] = ast.copy_location(ast.Pass(), first)
    return tree


def _without_lines(code: types.CodeType) -> types.CodeType:
    """The code with a line table that says 'no line' for every instruction."""
    units = len(code.co_code) // 2
    whole, rest = divmod(units, 8)
    table = b"\xff" * whole + (bytes([0xF8 | (rest - 1)]) if rest else b"")
    constants = tuple(
        _without_lines(each) if isinstance(each, types.CodeType) else each
        for each in code.co_consts
    )
    return code.replace(co_linetable=table, co_consts=constants)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _modules(path: str) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in sorted(archive.namelist()) if not name.endswith(LEFT_OUT)]
        return {name: archive.read(name) for name in names}


def _write(
    path: str, files: dict[str, bytes], prefix: str, *, docstrings: bool, lines: bool
) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            if name.endswith(".py"):
                _put(
                    archive,
                    name + "c",
                    module(prefix + name, data, docstrings=docstrings, lines=lines),
                )
            else:
                _put(archive, name, data)


def standard_library() -> None:
    """Pyodide's own library, for the image."""
    files = _modules("/lib/python314.zip")
    _write("/out/python314.zip", files, "/lib/python314.zip/", docstrings=False, lines=False)


def wheels() -> None:
    """Each wheel in /in compiled, and pydantic's binary on its own."""
    for wheel in sorted(path.name for path in Path("/in").iterdir()):
        files = _modules(f"/in/{wheel}")
        prefix = "/lib/python3.14/site-packages/"
        _write(f"/out/{wheel}", files, prefix, docstrings=True, lines=True)
        for name, data in files.items():
            if name.endswith(".so"):
                Path("/out/extension.wasm").write_bytes(data)


def packages() -> None:
    """All wheels in /in as one zip for the image."""
    _zip("packages.zip", docstrings=False)


def calculators() -> None:
    """The calculators as a zip for the image, with their docstrings: a model may show them."""
    _zip("calculators.zip", docstrings=True)


def _zip(target: str, *, docstrings: bool) -> None:
    files: dict[str, bytes] = {}
    for wheel in sorted(path.name for path in Path("/in").iterdir()):
        files |= _modules(f"/in/{wheel}")
    kept = {
        name: data
        for name, data in sorted(files.items())
        if ".dist-info/" not in name and not name.endswith(".so")
    }
    _write(f"/out/{target}", kept, f"/lib/{target}/", docstrings=docstrings, lines=False)
