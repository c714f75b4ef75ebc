"""A plain web server for one test: right types, a strict policy, and faults on request."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
}
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


@dataclass
class Served:
    page: str
    """The address of the page."""
    runtime: str
    """The path of the runtime's folder."""
    compresses: bool = False
    """Serve the .br copies."""
    faults: dict[str, bytes | None] = field(default_factory=dict)
    """By file of the runtime: what to send instead; None is 'not found'."""
    once: dict[str, bytes] = field(default_factory=dict)
    """The same, the first time only."""
    asked: list[str] = field(default_factory=list)
    """The paths asked for, in order."""


@contextmanager
def serve(root: Path, page: str, runtime: str) -> Iterator[Served]:
    served = Served("", runtime)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_args: object) -> None:
            pass

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            served.asked.append(path)
            file = root / path.lstrip("/")
            name = path.removeprefix(served.runtime)
            data: bytes | None
            encoding = None
            if name in served.once:
                data = served.once.pop(name)
            elif name in served.faults:
                data = served.faults[name]
            elif not file.is_file():
                data = None
            elif served.compresses and (other := file.with_name(file.name + ".br")).is_file():
                data, encoding = other.read_bytes(), "br"
            else:
                data = file.read_bytes()
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data or b"")))
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Cache-Control", "no-store")
            if encoding:
                self.send_header("Content-Encoding", encoding)
            self.end_headers()
            self.wfile.write(data or b"")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.page = f"http://127.0.0.1:{server.server_port}{page}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
