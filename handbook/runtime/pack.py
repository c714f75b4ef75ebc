"""Packs the browser runtime: Python, pydantic, the calculators and the figures, ready to start.

`pack` makes a folder named by a hash of its content, so that a host may let browsers keep it for
ever. In it lie the image of an interpreter's memory with every calculator already imported (the
fast start), the same as ordinary compiled wheels (the stock start, used whenever the fast one
fails its self-check), and what both need. `bake.js` does the part that needs Node.
"""

import base64
import fcntl
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import brotli  # type: ignore[import-untyped, unused-ignore]

from handbook.runtime import versions, wasm, wheels

HERE: Final = Path(__file__).resolve().parent
PYODIDE: Final = HERE.parents[1] / "node_modules" / "pyodide"
FIRST_DOWNLOAD: Final = (
    "client.js",
    "worker.js",
    "machine.js",
    "manifest.json",
    "runtime.js",
    "runtime.wasm",
    "extension.wasm",
    "image.wasm",
)
"""What a first visit fetches when nothing goes wrong."""

KEPT_PACKS: Final = 6
KEPT_FOUNDATIONS: Final = 2
"""How much earlier work is kept: enough to go back and forth between a few branches."""

_HOUR: Final = 3600
_DAY: Final = 24 * _HOUR
_PAGE: Final = 4096
_MOMENT: Final = (2026, 1, 1, 0, 0, 0)

Progress = Callable[[str], None]


class PackingFailed(Exception):
    """The runtime could not be packed; the message says why."""


@dataclass(frozen=True)
class Size:
    """Bytes of one file, as it is and as a host that compresses would send it."""

    plain: int
    gzip: int
    brotli: int


@dataclass(frozen=True)
class Packed:
    """What was packed, and where."""

    folder: Path
    """The folder that holds it, `out/<name>`."""
    name: str
    """Its name: the hash of its content."""
    sizes: Mapping[str, Size]
    first_download: Size
    new: bool
    """Whether it was packed now, rather than found in the cache."""


def pack(
    source: Path,
    figures_json: str,
    golden: Sequence[Mapping[str, str]],
    out: Path,
    cache: Path,
    progress: Progress | None = None,
    *,
    thorough: bool = False,
    pyodide: Path = PYODIDE,
) -> Packed:
    """Pack the runtime into `out/<hash>/`.

    Args:
        source: The folder of the `calculators` package.
        figures_json: What `calculators.browser.hold` is given before the image is made.
        golden: Cases `{"calculator", "inputs", "answer"}` that every start must answer exactly.
        out: Where the folder goes.
        cache: Where earlier work is kept.
        progress: Called with the name of each stage of the work.
        thorough: Compress as well as can be, for publishing: a minute longer, a tenth smaller.
        pyodide: The folder of the npm package.

    Raises:
        PackingFailed: Something is missing, or the browser's Python answers differently.
    """
    say = progress or (lambda _stage: None)
    if not golden:
        raise PackingFailed("At least one stored case is needed for the runtime's self-check.")
    if not (pyodide / "package.json").is_file():
        raise PackingFailed(f"The npm package pyodide is not at {pyodide.name}: run the set-up.")
    cache.mkdir(parents=True, exist_ok=True)
    site_packages = wheels.fetch(cache.parent / "wheels")
    key = _key(source, figures_json, golden, site_packages, pyodide, thorough)
    kept = cache / "packs" / key
    with _only_one(cache):
        new = not (kept / "packed.json").is_file()
        if new:
            with tempfile.TemporaryDirectory(dir=cache, prefix="packing-") as folder:
                work = _Work(Path(folder), cache, pyodide, say, 11 if thorough else 9)
                work.compile(source, site_packages)
                work.make_image(figures_json, golden)
                _keep(work.assemble(figures_json, golden), kept)
        os.utime(kept / "packed.json")
        found = json.loads((kept / "packed.json").read_text(encoding="utf-8"))
        target = out / found["name"]
        _publish(kept / "files", target)
        if new:
            tidy(cache)
    sizes = {name: Size(**size) for name, size in found["sizes"].items()}
    first = [sizes[name] for name in FIRST_DOWNLOAD]
    total = Size(*(sum(getattr(each, kind) for each in first) for kind in Size.__annotations__))
    return Packed(target, found["name"], sizes, total, new)


@contextmanager
def _only_one(cache: Path) -> Iterator[None]:
    """Keep others from this cache meanwhile: what one has packed, the next one finds."""
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def tidy(cache: Path) -> None:
    """Remove earlier work that nothing has used for long: all but the packs used last.

    A build that is under way uses a pack it has just made or touched, so it loses nothing.
    """
    packs = sorted(cache.glob("packs/*/packed.json"), key=_used, reverse=True)
    for path in packs[KEPT_PACKS:]:
        shutil.rmtree(path.parent, ignore_errors=True)
    foundations = sorted(cache.glob("foundations-*"), key=_used, reverse=True)
    for path in foundations[KEPT_FOUNDATIONS:]:
        shutil.rmtree(path, ignore_errors=True)
    # Every pack uses, and so touches, the compressed copies of all its files.
    oldest = min((_used(path.parent / "files") for path in packs[:KEPT_PACKS]), default=0.0)
    for path in cache.glob("compressed/*"):
        if _used(path) < oldest - _HOUR:
            path.unlink(missing_ok=True)
    for pattern in ("packing-*", "tmp*"):  # left by a build that was killed
        for path in cache.glob(pattern):
            if _used(path) < time.time() - _DAY:
                shutil.rmtree(path, ignore_errors=True)


def _used(path: Path) -> float:
    """When a file or folder was last made or touched; long ago if it has just gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


class _Work:
    """One packing, in a folder of its own."""

    def __init__(
        self, folder: Path, cache: Path, pyodide: Path, say: Progress, quality: int
    ) -> None:
        self.folder = folder
        self.cache = cache
        self.pyodide = pyodide
        self.say = say
        self.quality = quality
        self.baked = folder / "baked"
        self.baked.mkdir()

    def compile(self, source: Path, site_packages: Sequence[Path]) -> None:
        """Compile what changes only with its version (once), then the calculators."""
        foundations = self.cache / f"foundations-{self._foundations_key(site_packages)}"
        if not foundations.is_dir():
            self.say("Compiling Python's own modules for the browser")
            self._bake("foundations", wheels=[str(path) for path in site_packages])
            _publish(self.baked, foundations)
        else:
            os.utime(foundations)
            shutil.copytree(foundations, self.baked, dirs_exist_ok=True)
        self.say("Compiling the calculators for the browser")
        own = self.folder / "calculators-0-py3-none-any.whl"
        _write_wheel(own, source)
        self._bake("calculators", wheels=[str(own)])

    def make_image(self, figures_json: str, golden: Sequence[Mapping[str, str]]) -> None:
        """Freeze an interpreter that has answered every stored case."""
        runtime = (self.pyodide / "pyodide.asm.wasm").read_bytes()
        script = (self.pyodide / "pyodide.asm.mjs").read_text(encoding="utf-8")
        extension = (self.baked / "extension.wasm").read_bytes()
        needed = _needed_functions(runtime, script, extension)
        (self.baked / "runtime.wasm").write_bytes(wasm.with_exports(runtime, needed))
        dropped = set(wasm.exported_functions(runtime)) - needed
        (self.baked / "runtime.js").write_text(_without_exports(script, dropped), encoding="utf-8")
        self.say("Making the image that the browser restores")
        self._bake("image", figures=figures_json, golden=list(golden))

    def assemble(self, figures_json: str, golden: Sequence[Mapping[str, str]]) -> Path:
        """Lay the files out as they are served."""
        files = self.folder / "files"
        stock = files / "stock"
        stock.mkdir(parents=True)
        for name in ("client.js", "worker.js", "machine.js"):
            shutil.copyfile(HERE / name, files / name)
        # For Node, which must be told that these are modules.
        shutil.copyfile(HERE / "package.json", files / "package.json")
        _copy_script(self.baked / "runtime.js", files / "runtime.js")
        _copy_script(self.pyodide / "pyodide.asm.mjs", stock / "pyodide.asm.js")
        _copy_script(self.pyodide / "pyodide.mjs", stock / "pyodide.js")
        shutil.copyfile(self.pyodide / "pyodide.asm.wasm", stock / "pyodide.asm.wasm")
        for name in ("runtime.wasm", "extension.wasm"):
            module = (self.baked / name).read_bytes()
            (files / name).write_bytes(wasm.without_data(module))
        shutil.copyfile(self.pyodide / "python_stdlib.zip", stock / "python_stdlib.zip")
        for path in self.baked.glob("*.zip"):
            shutil.copyfile(path, files / path.name)
        (stock / "figures.json").write_text(figures_json, encoding="utf-8")
        self._write_lock(stock)

        machine = json.loads((self.baked / "machine.json").read_text(encoding="utf-8"))
        runs, data = _sparse((self.baked / "heap").read_bytes())
        image = wasm.custom_section("image", data)
        (files / "image.wasm").write_bytes(image)
        (files / "image.bin").write_bytes(gzip.compress(data, 9, mtime=0))
        manifest = {
            "slots": machine["slots"],
            "entries": machine["entries"],
            "image": {"size": len(data), "offset": len(image) - len(data)},
            "memory": {"memory": machine["memory"], "runs": runs},
            "golden": [
                {name: case[name] for name in ("calculator", "inputs", "answer")} for case in golden
            ],
        }
        text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
        (files / "manifest.json").write_text(text, encoding="utf-8")
        self._prove(files, golden)
        self.say("Compressing the runtime")
        sizes = self._compress(files)
        packed = {
            "name": _content_hash(files),
            "sizes": {name: asdict(size) for name, size in sorted(sizes.items())},
        }
        (self.folder / "packed.json").write_text(json.dumps(packed, indent=1), encoding="utf-8")
        return self.folder

    def _prove(self, files: Path, golden: Sequence[Mapping[str, str]]) -> None:
        """Restore the image from what will be served, and compare every stored answer."""
        from handbook.runtime.parity import answers_from  # it needs this module

        self.say("Proving that the image restores")
        for case, found in zip(golden, answers_from(files, golden, "image"), strict=True):
            if found != case["answer"]:
                raise PackingFailed(
                    f"{case['calculator']} answers differently from the restored image:\n"
                    f"inputs   {case['inputs']}\nexpected {case['answer']}\nfound    {found}"
                )

    def _bake(self, step: str, **more: Any) -> None:
        job = {
            "step": step,
            "pyodide": str(self.pyodide),
            "out": str(self.baked),
            "versions": {"pyodide": versions.PYODIDE, "python": versions.PYTHON},
            **more,
        }
        path = self.folder / "job.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        node = shutil.which("node")
        if node is None:
            raise PackingFailed("Node.js is needed to pack the browser runtime: run the set-up.")
        done = subprocess.run(
            [node, "--import", (HERE / "steady.js").as_uri(), str(HERE / "bake.js"), str(path)],
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,  # the interpreter would wait for it
            env={name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"},
        )
        if done.returncode:
            raise PackingFailed(f"Packing the browser runtime failed:\n{done.stderr[-4000:]}")

    def _foundations_key(self, site_packages: Iterable[Path]) -> str:
        theirs = [self.pyodide / "python_stdlib.zip", self.pyodide / "pyodide.asm.wasm"]
        parts = b"".join(_digest(path) for path in [HERE / "compiling.py", *theirs, *site_packages])
        return hashlib.sha256(parts).hexdigest()[:16]

    def _write_lock(self, stock: Path) -> None:
        """The compiled wheels and the lock file from which Pyodide's loader takes them."""
        paths = sorted(self.baked.glob("*.whl"))
        packages = {}
        for path in paths:
            shutil.copyfile(path, stock / path.name)
            name, version = path.name.split("-")[:2]
            name = name.replace("_", "-")
            packages[name] = {
                "name": name,
                "version": version,
                "file_name": path.name,
                "install_dir": "site",
                "sha256": _digest(path).hex(),
                "package_type": "package",
                "imports": [name.replace("-", "_")],
                "depends": [],
                "unvendored_tests": False,
            }
        packages["calculators"]["depends"] = sorted(set(packages) - {"calculators"})
        lock = {
            "info": {
                "abi_version": versions.ABI,
                "arch": "wasm32",
                "platform": versions.LOCK_PLATFORM,
                "python": versions.PYTHON,
            },
            "packages": packages,
        }
        (stock / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")

    def _squeeze(self, data: bytes, suffix: str) -> bytes:
        if suffix == ".gz":
            return gzip.compress(data, 9, mtime=0)
        found: bytes = brotli.compress(data, quality=self.quality, lgwin=24)
        return found

    def _compress(self, files: Path) -> dict[str, Size]:
        """Put a .br and a .gz beside each file that a host could serve so."""
        kept = self.cache / "compressed"
        kept.mkdir(exist_ok=True)

        def one(path: Path) -> tuple[str, Size]:
            data = path.read_bytes()
            # Compressed already: nothing to gain.
            if path.suffix in {".zip", ".whl", ".bin"}:
                return path.relative_to(files).as_posix(), Size(len(data), len(data), len(data))
            sizes = []
            digest = hashlib.sha256(data).hexdigest()
            for suffix in (".gz", ".br"):
                held = kept / f"{digest}-{self.quality}{suffix}"
                if not held.is_file():
                    _replace(held, self._squeeze(data, suffix))
                os.utime(held)
                target = path.with_name(path.name + suffix)
                shutil.copyfile(held, target)
                sizes.append(target.stat().st_size)
            return path.relative_to(files).as_posix(), Size(len(data), *sizes)

        paths = sorted(path for path in files.rglob("*") if path.is_file())
        with ThreadPoolExecutor(max_workers=2) as pool:
            return dict(pool.map(one, paths))


def _needed_functions(runtime: bytes, script: str, extension: bytes) -> set[str]:
    """The runtime's functions that its own script, pydantic or the handbook call.

    The script names every function where it takes over the exports: as a variable, as a property
    and as the key of one. What it names once more, it uses.
    """
    mentions = Counter(re.findall(r"[A-Za-z_$][\w$]*", script))
    ours = "".join((HERE / name).read_text(encoding="utf-8") for name in ("machine.js", "bake.js"))
    own = set(re.findall(r"(?:Module|machine)\._(\w+)\(", ours))
    called_directly = set(re.findall(r'wasmExports(?:\["(?=\w+"\]\()|\.)(\w+)', script))
    wanted = wasm.imported_names(extension) | own | called_directly | {"__main_argc_argv"}
    offered = set(wasm.exported_functions(runtime))
    if missing := own - offered:
        raise PackingFailed(f"This version of Pyodide lacks {', '.join(sorted(missing))}.")
    return {name for name in offered if name in wanted or mentions[f"_{name}"] > 3}


def _without_exports(script: str, dropped: Collection[str]) -> str:
    """The runtime's script without the lines that take over functions no longer exported.

    A third of the script is these lines: `_name = Module["_name"] = wasmExports["name"];`
    """
    pattern = re.compile(r'(?<=;)([\w$]+)=Module\["\1"\]=wasmExports\["([\w$]+)"\];')
    shorter, count = pattern.subn(lambda found: "" if found[2] in dropped else found[0], script)
    if count < 1000:
        raise PackingFailed("Pyodide's script does not take over its exports as it used to.")
    return shorter


def _sparse(heap: bytes) -> tuple[list[list[int]], bytes]:
    """The pages of memory that are not all zero: their places, and themselves in a row."""
    empty = bytes(_PAGE)
    runs: list[list[int]] = []
    parts = []
    for at in range(0, len(heap), _PAGE):
        page = heap[at : at + _PAGE]
        if page == empty[: len(page)]:
            continue
        if runs and sum(runs[-1]) == at:
            runs[-1][1] += len(page)
        else:
            runs.append([at, len(page)])
        parts.append(page)
    return runs, b"".join(parts)


def _write_wheel(path: Path, source: Path) -> None:
    """The calculators as a wheel of source, the same bytes for the same source."""
    files = {
        f"{source.name}/{file.relative_to(source).as_posix()}": file.read_bytes()
        for file in _python_files(source)
    }
    info = "calculators-0.dist-info"
    files[f"{info}/METADATA"] = b"Metadata-Version: 2.1\nName: calculators\nVersion: 0\n"
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = []
    for name, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record.append(f"{name},sha256={digest},{len(data)}\n")
    files[f"{info}/RECORD"] = "".join([*record, f"{info}/RECORD,,\n"]).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data)


def _python_files(source: Path) -> list[Path]:
    return sorted(path for path in source.rglob("*.py") if "__pycache__" not in path.parts)


def _copy_script(source: Path, target: Path) -> None:
    """A module of Pyodide under a name that every host serves as JavaScript."""
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("//# sourceMappingURL="))
    target.write_text(text, encoding="utf-8")


def _key(
    source: Path,
    figures_json: str,
    golden: Sequence[Mapping[str, str]],
    site_packages: Iterable[Path],
    pyodide: Path,
    thorough: bool,
) -> str:
    """A hash of all that the pack depends on."""
    digest = hashlib.sha256()

    def add(name: str, data: bytes) -> None:
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)

    own = [path for path in HERE.iterdir() if path.suffix in {".py", ".js", ".json"}]
    for path in sorted(own):
        add(path.name, path.read_bytes())
    for path in _python_files(source):
        add(path.relative_to(source).as_posix(), path.read_bytes())
    for path in [*site_packages, *sorted(pyodide.glob("*.*js")), *sorted(pyodide.glob("*.wasm"))]:
        add(path.name, _digest(path))
    add("stdlib", _digest(pyodide / "python_stdlib.zip"))
    add("thorough", bytes([thorough]))
    add("figures", figures_json.encode())
    add("golden", json.dumps([dict(case) for case in golden], sort_keys=True).encode())
    return digest.hexdigest()[:32]


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _content_hash(files: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in files.rglob("*") if path.is_file()):
        digest.update(path.relative_to(files).as_posix().encode() + b"\0" + _digest(path))
    return digest.hexdigest()[:16]


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that others see all of it or nothing."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)


def _keep(work: Path, kept: Path) -> None:
    """Move a finished pack to where the next build finds it."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    ready = work / "ready"
    ready.mkdir()
    (work / "files").rename(ready / "files")
    (work / "packed.json").rename(ready / "packed.json")
    shutil.rmtree(kept, ignore_errors=True)  # without packed.json it is of no use
    ready.rename(kept)


def _publish(files: Path, target: Path) -> None:
    """Put a pack in place at once. Its name tells its content: one that is there is right."""
    if target.is_dir():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=target.parent, prefix=".packing-"))
    try:
        shutil.copytree(files, partial / "files")
        (partial / "files").rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
