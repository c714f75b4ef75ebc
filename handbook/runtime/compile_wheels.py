"""Runs inside Pyodide when packing: zips and wheels of source become zips of compiled code.

Code compiled by another Python would be useless to the browser's, so its own compiler does it.
Besides the wheels, one zip holds the modules of all of them, for the image's late imports.
"""

import importlib.util
import marshal
import os
import zipfile

MOMENT = (2026, 1, 1, 0, 0, 0)


def compiled(name: str, source: bytes) -> bytes:
    """The .pyc of a module, trusted by the importer without looking for its source."""
    code = compile(source, name, "exec", dont_inherit=True)
    digest = importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + (0b01).to_bytes(4, "little") + digest + marshal.dumps(code)


def put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def convert(source_path: str, target_path: str, prefix: str) -> dict[str, bytes]:
    """Compile every module of a zip or wheel into another; return what was written."""
    written: dict[str, bytes] = {}
    with zipfile.ZipFile(source_path) as source, zipfile.ZipFile(target_path, "w") as target:
        for name in sorted(source.namelist()):
            if name.endswith((".pyi", "/py.typed", "/")):
                continue
            data = source.read(name)
            if name.endswith(".py"):
                name, data = name + "c", compiled(prefix + name, data)
            put(target, name, data)
            written[name] = data
    return written


def standard_library() -> None:
    convert("/lib/python314.zip", "/out/python_stdlib.zip", "/lib/python314.zip/")


def wheels() -> None:
    everything: dict[str, bytes] = {}
    for wheel in sorted(os.listdir("/in")):
        everything |= convert(f"/in/{wheel}", f"/out/{wheel}", "/lib/site.zip/")
    with zipfile.ZipFile("/out/site.zip", "w") as archive:
        for name, data in sorted(everything.items()):
            if name.endswith(".so"):
                with open("/out/extension.wasm", "wb") as file:
                    file.write(data)
            elif ".dist-info/" not in name:
                put(archive, name, data)
