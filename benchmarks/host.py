"""A web server on this machine that serves a built site as its readers' host would.

The site stands in a subfolder and comes with the headers of its own ``_headers``. What a host may
do well or badly can be set: send compressed copies, and how fast its line is. Everything that is
sent is counted.
"""

from __future__ import annotations

import gzip
import mimetypes
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import unquote, urlsplit

import brotli

from handbook.site import hosting

#: Where the site stands on its host: never at the root, so that no address may assume that.
SUBFOLDER: Final = "/income/handbook/"
#: The ending of a compressed copy, by the name of its compression.
COPIES: Final = {"br": ".br", "gzip": ".gz"}
#: What a good host compresses by itself where there is no compressed copy.
WORDS: Final = ("text/", "application/json", "application/xml", "image/svg+xml")
PIECE: Final = 8 * 1024
#: Over so many seconds a line that was idle may catch up, since sleeping is not exact.
SLACK: Final = 0.01

Headers = Mapping[str, str]


class Line:
    """A line of limited speed that everything sent over it shares."""

    def __init__(
        self,
        megabits: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Make one of so many million bits a second."""
        self.bytes_a_second = megabits * 1e6 / 8
        self._clock, self._sleep = clock, sleep
        self._free = 0.0
        self._lock = threading.Lock()

    def send(self, size: int) -> None:
        """Wait until so many bytes have passed, after all that came before."""
        with self._lock:
            now = self._clock()
            self._free = max(self._free, now - SLACK) + size / self.bytes_a_second
            wait = self._free - now
        if wait > 0:
            self._sleep(wait)


@dataclass(frozen=True)
class Reply:
    """What is sent for one request."""

    status: HTTPStatus
    headers: Headers
    body: bytes = b""


class Server(ThreadingHTTPServer):
    """Python's own, to which a browser that leaves in the middle is no mistake to print."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print anything else that went wrong with a request."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Host:
    """The server. What it does may be changed between requests.

    Attributes:
        folder: The built site.
        compressions: What it can send compressed copies in; none for a host that has none.
        line: How fast it sends, if that is limited.
        sent: How many bytes were sent for each file, heads included.
    """

    def __init__(self, folder: Path, port: int = 0, headers: Headers | None = None) -> None:
        """Take a port (any that is free, if 0); requests are answered inside a `with`.

        Args:
            folder: The built site, or any folder.
            port: The port to use.
            headers: Sent with every file in place of what the site's own ``_headers`` says.
        """
        self.folder = folder
        self._headers = headers
        self.compressions: Sequence[str] = tuple(COPIES)
        self.line: Line | None = None
        self.sent: Counter[str] = Counter()
        self._made: dict[tuple[Path, str], bytes] = {}
        self._server = Server(("127.0.0.1", port), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where the site is, with its subfolder and last slash."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{SUBFOLDER}"

    @cached_property
    def shipped(self) -> list[tuple[str, dict[str, str]]]:
        """The rules of the site's own ``_headers``, or the one rule it was made with."""
        if self._headers is not None:
            return [("/*", dict(self._headers))]
        return rules((self.folder / "_headers").read_text(encoding="utf-8"))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def reply(self, address: str, asked: Headers) -> Reply:
        """What to send for an address, given the headers of the request."""
        path = unquote(urlsplit(address).path)
        file = self._file(path)
        if file is None:
            return Reply(HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain"}, b"No such page.\n")
        within = "/" + file.relative_to(self.folder).as_posix()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Type": kind, "Cache-Control": hosting.ASK_FIRST}
        for pattern, named in self.shipped:
            if fnmatchcase(within, pattern):
                headers |= named
        compression = self._compression(file, headers["Content-Type"], asked)
        known = file.stat()
        tag = f'"{known.st_mtime_ns:x}-{known.st_size:x}-{compression}"'
        headers |= {"ETag": tag, "Vary": "Accept-Encoding"}
        if compression:
            headers["Content-Encoding"] = compression
        if asked.get("If-None-Match") == tag:
            return Reply(HTTPStatus.NOT_MODIFIED, headers)
        return Reply(HTTPStatus.OK, headers, self._body(file, compression))

    def answer(self, text: str) -> str:
        """What to say to text that a page sends; a site of plain files takes none."""
        raise NotImplementedError(text)

    def _file(self, path: str) -> Path | None:
        if not path.startswith(SUBFOLDER):
            return None
        file = (self.folder / path.removeprefix(SUBFOLDER)).resolve()
        if file.is_dir():
            file /= "index.html"
        return file if file.is_file() and file.is_relative_to(self.folder.resolve()) else None

    def _compression(self, file: Path, kind: str, asked: Headers) -> str:
        """The best compression that the browser takes and this host has, or none."""
        taken = {each.partition(";")[0].strip() for each in asked["Accept-Encoding"].split(",")}
        for each in self.compressions:
            copy = file.with_name(file.name + COPIES[each])
            if each in taken and (copy.is_file() or kind.startswith(WORDS)):
                return each
        return ""

    def _body(self, file: Path, compression: str) -> bytes:
        if not compression:
            return file.read_bytes()
        copy = file.with_name(file.name + COPIES[compression])
        if copy.is_file():
            return copy.read_bytes()
        held = self._made.get((file, compression))
        if held is None:
            # As common hosts compress what they send, quickly.
            data = file.read_bytes()
            held = brotli.compress(data, quality=5) if compression == "br" else gzip.compress(data)
            self._made[file, compression] = held
        return held

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                asked = {"Accept-Encoding": "", **dict(self.headers.items())}
                reply = host.reply(self.path, asked)
                body = b"" if self.command == "HEAD" else reply.body
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.status != HTTPStatus.NOT_MODIFIED:
                    self.send_header("Content-Length", str(len(reply.body)))
                head = b"".join(getattr(self, "_headers_buffer", ()))
                self._count(len(head) + len("\r\n") + len(body))
                self.end_headers()
                for at in range(0, len(body), PIECE if host.line else max(len(body), 1)):
                    piece = body[at : at + PIECE] if host.line else body
                    if host.line:
                        host.line.send(len(piece))
                    self.wfile.write(piece)

            def do_POST(self) -> None:
                text = self.rfile.read(int(self.headers["Content-Length"])).decode()
                body = host.answer(text).encode()
                self.send_response(HTTPStatus.OK)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_HEAD = do_GET  # noqa: N815 - the standard library's name

            def _count(self, size: int) -> None:
                host.sent[urlsplit(self.path).path.removeprefix(SUBFOLDER)] += size

            def log_message(self, *about: object) -> None:
                """Nothing: what is measured is said elsewhere."""

        return Handler


def rules(text: str) -> list[tuple[str, dict[str, str]]]:
    """What a ``_headers`` file says: patterns of addresses, each with its headers."""
    found: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            found[-1][1][name] = value
        elif line:
            found.append((line, {}))
    return found
