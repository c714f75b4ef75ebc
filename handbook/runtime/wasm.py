"""Just enough of the WebAssembly format to leave out what the image brings anyway."""

from collections.abc import Collection, Iterator

_MAGIC = b"\0asm\1\0\0\0"
_CUSTOM, _IMPORT, _EXPORT, _DATA = 0, 2, 7, 11
_FUNCTION, _TABLE, _MEMORY, _GLOBAL, _TAG = range(5)
_KEPT_CUSTOM = "dylink.0"  # the runtime's loader reads it


def without_data(module: bytes) -> bytes:
    """A module whose data segments are empty, without names and notes for debuggers.

    The image holds all of memory, so the segments would only be written to be overwritten.
    """
    if not module.startswith(_MAGIC):
        raise ValueError("not a WebAssembly module")
    out = bytearray(_MAGIC)
    for kind, body in _sections(module):
        if kind == _CUSTOM and _name(body) != _KEPT_CUSTOM:
            continue
        kept = _emptied(body) if kind == _DATA else body
        out += bytes([kind]) + _number(len(kept)) + kept
    return bytes(out)


def with_exports(module: bytes, functions: Collection[str]) -> bytes:
    """A module that exports only these functions, and all that it exports besides functions.

    Pyodide's runtime exports thousands for extension modules to come, and each costs time at
    every start, whether it is used or not.
    """
    out = bytearray(_MAGIC)
    for kind, body in _sections(module):
        kept = _kept_exports(body, functions) if kind == _EXPORT else body
        out += bytes([kind]) + _number(len(kept)) + kept
    return bytes(out)


def exported_functions(module: bytes) -> list[str]:
    """The names of the functions that a module exports."""
    body = next(body for kind, body in _sections(module) if kind == _EXPORT)
    return [name for name, kind, _entry in _exports(body) if kind == _FUNCTION]


def imported_names(module: bytes) -> set[str]:
    """The names of all that a module imports."""
    body = next(body for kind, body in _sections(module) if kind == _IMPORT)
    count, at = _read(body, 0)
    found = set()
    for _ in range(count):
        _from, at = _text(body, at)
        name, at = _text(body, at)
        found.add(name)
        kind, at = body[at], at + 1
        if kind == _FUNCTION:
            _, at = _read(body, at)
        elif kind == _TABLE:
            at = _end_of_limits(body, at + 1)
        elif kind == _MEMORY:
            at = _end_of_limits(body, at)
        elif kind == _GLOBAL:
            at += 2
        elif kind == _TAG:
            _, at = _read(body, at + 1)
        else:
            raise ValueError(f"unexpected kind of import {kind}")
    return found


def _kept_exports(body: bytes, functions: Collection[str]) -> bytes:
    kept = [entry for name, kind, entry in _exports(body) if kind != _FUNCTION or name in functions]
    return _number(len(kept)) + b"".join(kept)


def _exports(body: bytes) -> Iterator[tuple[str, int, bytes]]:
    count, at = _read(body, 0)
    for _ in range(count):
        start = at
        name, at = _text(body, at)
        kind, at = body[at], at + 1
        _, at = _read(body, at)
        yield name, kind, body[start:at]


def _end_of_limits(body: bytes, at: int) -> int:
    bounded = body[at] & 1
    _, at = _read(body, at + 1)
    if bounded:
        _, at = _read(body, at)
    return at


def _sections(module: bytes) -> Iterator[tuple[int, bytes]]:
    at = len(_MAGIC)
    while at < len(module):
        kind = module[at]
        size, at = _read(module, at + 1)
        yield kind, module[at : at + size]
        at += size


def _name(body: bytes) -> str:
    return _text(body, 0)[0]


def _text(data: bytes, at: int) -> tuple[str, int]:
    size, at = _read(data, at)
    return data[at : at + size].decode(), at + size


def _emptied(body: bytes) -> bytes:
    """A data section with its segments kept in number and place, but without content."""
    count, at = _read(body, 0)
    out = bytearray(_number(count))
    for _ in range(count):
        start = at
        kind, at = _read(body, at)
        if kind == 2:  # active, in a memory named by its index
            _, at = _read(body, at)
        if kind != 1:  # active: the place is an expression
            at = _end_of_expression(body, at)
        out += body[start:at] + _number(0)
        size, at = _read(body, at)
        at += size
    if at != len(body):
        raise ValueError("the data section is not as expected")
    return bytes(out)


def _end_of_expression(body: bytes, at: int) -> int:
    """The end of a constant expression: one constant or one global, then `end`."""
    if body[at] not in (0x41, 0x23):  # i32.const, global.get
        raise ValueError(f"unexpected instruction {body[at]:#x} in the data section")
    _, at = _read(body, at + 1)
    if body[at] != 0x0B:
        raise ValueError("a longer expression than expected in the data section")
    return at + 1


def _read(data: bytes, at: int) -> tuple[int, int]:
    """A number in LEB128 and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def _number(value: int) -> bytes:
    out = bytearray()
    while True:
        byte, value = value & 0x7F, value >> 7
        if not value:
            out.append(byte)
            return bytes(out)
        out.append(byte | 0x80)


def custom_section(name: str, data: bytes) -> bytes:
    """A module that holds nothing but data.

    Hosts that compress WebAssembly compress it too, which few do for files of unknown kind.
    """
    body = _number(len(name)) + name.encode() + data
    return _MAGIC + bytes([_CUSTOM]) + _number(len(body)) + body
