"""Shows the site while it is written: builds again on every change and reloads the page.

Pages are served with the very Content-Security-Policy that ships. Each build runs in a process of
its own, so that a change to a rule or a page is always read afresh. When a build fails, the page
says why in sentences; when it is put right, the page comes back by itself.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from handbook.site import csp, hosting

WATCHED = ("calculators", "docs", "handbook", "policies", "scenarios", "mkdocs.yml")
HOST = "127.0.0.1"

Headers = list[tuple[str, str]]


#: Files that come and go without anyone having edited a page.
NOT_EDITS = re.compile(r"/(__pycache__|\.ipynb_checkpoints)/|\.pyc$|\.swp$|~$|/\.#")


class Server(LiveReloadServer):
    """MkDocs' own server, which builds again when something was edited."""

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:  # noqa: ARG002
        """Build again on every edit under a path."""
        handler = FileSystemEventHandler()
        handler.on_any_event = self.wake  # type: ignore[method-assign]
        self._watched_paths[path] = 1
        self.observer.schedule(handler, path, recursive=recursive)

    def wake(self, event: FileSystemEvent) -> None:
        """Ask for a build if the event is an edit: compiled and swap files are not."""
        if event.is_directory or NOT_EDITS.search(os.fsdecode(event.src_path)):
            return
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()


class Preview:
    """The built site, the reason there is none, and the server that shows either."""

    def __init__(
        self, root: Path, port: int, say: Callable[[str], None] = print, *, drafts: bool = False
    ) -> None:
        """Make a server for a repository; nothing is built or bound yet."""
        self.root = root
        self.drafts = drafts
        self.url = f"http://{HOST}:{port}/"
        self.say = say
        self.folder = root / ".cache" / "serve" / str(port)
        self.problem = ""
        self._turn = 0
        self.server: Any = Server(
            builder=self.rebuild, host=HOST, port=port, root=str(self.folder), polling_interval=0.5
        )
        self.server.set_app(self.respond)

    def rebuild(self) -> None:
        """Build after a change, showing the pages as they were until the new ones are ready."""
        # MkDocs holds every request back until a build is done, as it writes over what it shows.
        # We do not, and packing Python can take a minute.
        wanted = self.server._wanted_epoch  # noqa: SLF001
        self.server._wanted_epoch = self.server._visible_epoch  # noqa: SLF001
        try:
            self.build()
        finally:
            self.server._wanted_epoch = wanted  # noqa: SLF001

    def build(self) -> None:
        """Build beside the pages being shown, then show the new ones; never raises."""
        self._turn += 1
        out = self.folder / f"site-{self._turn % 2}"
        command = [sys.executable, "-m", "handbook.site.building", str(self.root), str(out)]
        command += ["--url", self.url, "--at", dt.date.today().isoformat()]  # noqa: DTZ011
        command += ["--drafts"] if self.drafts else []
        environment = {
            **os.environ,
            "PYTHONUNBUFFERED": "1",
            # Compiled files beside the watched sources would look like another change.
            "PYTHONPYCACHEPREFIX": str(self.root / ".cache" / "python"),
        }
        with subprocess.Popen(
            command, stdout=None, stderr=subprocess.PIPE, text=True, env=environment
        ) as process:
            assert process.stderr is not None
            said = process.stderr.read()
        self.problem = in_sentences(said) if process.returncode else ""
        if self.problem:
            self.say(
                f"\n{said.strip()}\n\nThe page shows this too, and comes back once it is right."
            )
            return
        if said.strip():
            self.say(said.rstrip())
        self.server.root = str(out)

    def respond(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request as the shipped headers would have it."""
        answer: dict[str, Any] = {}

        def keep(status: str, headers: Headers) -> None:
            answer.update(status=status, headers=headers)

        path = str(environ.get("PATH_INFO", "/"))
        if path.startswith("/livereload/"):
            polled: Iterable[bytes] = self.server.serve_request(environ, start)
            return polled
        if self.problem and path.endswith(("/", ".html")):
            body = self.problem_page()
            headers = [("Content-Type", "text/html; charset=utf-8")]
            return send(start, "500 Content needs attention", headers, body, shipped_policy(None))
        chunks = self.server.serve_request(environ, keep)
        body = b"".join(chunks)
        close = getattr(chunks, "close", None)
        if close:
            close()
        headers = right_headers(path, answer["headers"])
        return send(start, answer["status"], headers, body, shipped_policy(Path(self.server.root)))

    def problem_page(self) -> bytes:
        """A page that says what to put right, and reloads when it has been."""
        lines = "".join(f"<p>{escape(line)}</p>" for line in self.problem.splitlines() if line)
        page = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            "<title>Something needs attention</title></head><body><main>"
            f"<h1>The pages could not be built</h1>{lines}"
            "<p>Put it right and save. This page comes back by itself.</p></main></body></html>"
        )
        inject = self.server._inject_js_into_html  # noqa: SLF001 - MkDocs has no public way
        epoch = self.server._visible_epoch  # noqa: SLF001
        return bytes(inject(page.encode(), epoch))

    def run(self) -> None:
        """Build, serve and watch until interrupted."""
        self.build()
        for name in WATCHED:
            if (self.root / name).exists():
                self.server.watch(str(self.root / name))
        self.say(f"\nThe handbook is at {self.url}  Stop it with Ctrl+C.\n")
        try:
            self.server.serve()
        except KeyboardInterrupt:
            self.say("Stopped.")
        finally:
            self.server.shutdown()
            shutil.rmtree(self.folder, ignore_errors=True)


def in_sentences(said: str) -> str:
    """What a failed build said, for the page; of a traceback, which is for us, its last line."""
    lines = said.strip().splitlines()
    if "Traceback (most recent call last):" in lines:
        return f"The handbook's own code stopped: {lines[-1]}. The terminal shows where."
    return "\n".join(lines)


def shipped_policy(site: Path | None) -> str:
    """The policy in the built site's own hosting file; the strictest one where there is none."""
    file = site / "_headers" if site else None
    if file is None or not file.is_file():
        return csp.policy(())
    return hosting.policy_in(file.read_text(encoding="utf-8"))


def right_headers(path: str, headers: Headers) -> Headers:
    """Types that a browser insists on, and how long to keep a copy."""
    kind = hosting.TYPES.get(Path(path).suffix)
    kept = [
        (k, v) for k, v in headers if k != "Content-Length" and not (k == "Content-Type" and kind)
    ]
    if kind:
        kept.append(("Content-Type", kind))
    for_ever = path.startswith(f"/{hosting.RUNTIME_FOLDER}/")
    kept.append(("Cache-Control", hosting.FOR_EVER if for_ever else hosting.ASK_FIRST))
    return kept


def send(
    start: Callable[..., Any], status: str, headers: Headers, body: bytes, policy: str
) -> Iterable[bytes]:
    """Send a page with the shipped headers, permitting MkDocs' live-reload script by its hash.

    MkDocs writes that script into each page as it serves it, as the last one, so it is the only
    thing here that a published page does not have.
    """
    is_page = any(k == "Content-Type" and v.startswith("text/html") for k, v in headers)
    scripts = csp.inline_scripts(body.decode()) if is_page else []
    if scripts and "livereload" in scripts[-1]:
        policy = policy.replace(
            "script-src 'self'", f"script-src 'self' {csp.source_hash(scripts[-1])}"
        )
    named = [*headers, ("Content-Security-Policy", policy), *hosting.HEADERS.items()]
    start(status, [*named, ("Content-Length", str(len(body)))])
    return [body]


def serve(root: Path, *, port: int, drafts: bool = False) -> None:
    """Build the site and show it at http://127.0.0.1:<port>/ until interrupted."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    Preview(root, port, drafts=drafts).run()
