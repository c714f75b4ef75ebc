"""Serves a folder on this machine from a subfolder, with the headers that ship."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

#: Where the site stands on its host: never at the root, so that no address may assume that.
SUBFOLDER = "/income/handbook/"

Answer = Callable[[str], str]


@contextmanager
def served(
    folder: Path, headers: Mapping[str, str], *, post: Answer | None = None, port: int = 0
) -> Iterator[str]:
    """Serve a folder while the block runs.

    Args:
        folder: What to serve.
        headers: Sent with every file.
        post: Answers a POST of text, for pages that ask this process instead of a worker.
        port: The port to use; 0 takes any that is free.

    Yields:
        The site's address, with its subfolder and last slash.
    """

    class Handler(SimpleHTTPRequestHandler):
        extensions_map = {  # noqa: RUF012 - as the standard library has it
            **SimpleHTTPRequestHandler.extensions_map,
            ".js": "text/javascript",
            ".mjs": "text/javascript",
            ".wasm": "application/wasm",
            ".gz": "application/gzip",
        }
        protocol_version = "HTTP/1.1"

        def translate_path(self, path: str) -> str:
            if not path.startswith(SUBFOLDER):
                return str(folder / "no-such-file")
            return super().translate_path(path.removeprefix(SUBFOLDER.rstrip("/")))

        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

        def do_POST(self) -> None:
            assert post is not None
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            body = post(text).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *about: object) -> None:
            """Nothing: tests say what they need to."""

    def handler(*given: object) -> Handler:
        return Handler(*given, directory=str(folder))  # type: ignore[arg-type]

    server = ThreadingHTTPServer(("127.0.0.1", port), handler)  # type: ignore[arg-type]
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{SUBFOLDER}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
