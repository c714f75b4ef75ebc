"""The Content-Security-Policy of a built site, worked out from the pages themselves."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

#: Kinds of script block that a browser runs; others (JSON) are data and need no permission.
RUN_AS_CODE = {"", "module", "text/javascript", "application/javascript"}


class InlineScripts(HTMLParser):
    """Collects the text of every inline script in a page."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notice where an inline script begins."""
        named = dict(attrs)
        if tag == "script" and "src" not in named and (named.get("type") or "") in RUN_AS_CODE:
            self._open = []

    def handle_data(self, data: str) -> None:
        """Keep a script's text."""
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Notice where a script ends."""
        if tag == "script" and self._open is not None:
            self.found.append("".join(self._open))
            self._open = None


def inline_scripts(html: str) -> list[str]:
    """The text of every inline script in a page, in order."""
    reader = InlineScripts()
    reader.feed(html)
    reader.close()
    return reader.found


def source_hash(script: str) -> str:
    """The hash that permits one inline script."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def site_hashes(site: Path) -> tuple[str, ...]:
    """The hashes of all inline scripts in a built site, in a fixed order."""
    found = {
        source_hash(script)
        for page in site.rglob("*.html")
        for script in inline_scripts(page.read_text(encoding="utf-8"))
    }
    return tuple(sorted(found))


def policy(hashes: Iterable[str]) -> str:
    """The whole policy, permitting only our own files and these inline scripts.

    ``'wasm-unsafe-eval'`` lets the browser compile the packed Python; it does not permit
    JavaScript's ``eval``.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' 'wasm-unsafe-eval'", *hashes)),
            "worker-src 'self'",
            "connect-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )
