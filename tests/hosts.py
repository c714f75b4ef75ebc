"""Hosts for tests: one that answers in place of a worker, and one whose files go wrong."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from benchmarks.host import SUBFOLDER, Headers, Host, Reply


class AnsweringHost(Host):
    """Answers what a page sends in this very process."""

    def __init__(self, folder: Path, headers: Headers, answer: Callable[[str], str]) -> None:
        super().__init__(folder, headers=headers)
        self._answer = answer

    def answer(self, text: str) -> str:
        return self._answer(text)


class FaultyHost(Host):
    """Sends something else for chosen files of the runtime.

    Attributes:
        runtime: The runtime's folder, from the top of the host.
        faults: By file of the runtime, what to send instead; None is "not found".
        once: The same, the first time only.
        asked: The paths asked for, in order.
    """

    def __init__(self, folder: Path, runtime: str, headers: Headers) -> None:
        super().__init__(folder, headers=headers)
        self.runtime = SUBFOLDER + runtime
        self.faults: dict[str, bytes | None] = {}
        self.once: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.compressions = ()

    def reply(self, address: str, asked: Headers) -> Reply:
        path = address.partition("?")[0]
        self.asked.append(path)
        name = path.removeprefix(self.runtime)
        found = super().reply(address, asked)
        if name in self.once:
            return Reply(HTTPStatus.OK, found.headers, self.once.pop(name))
        if name not in self.faults:
            return found
        body = self.faults[name]
        if body is None:
            return Reply(HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain"})
        return Reply(HTTPStatus.OK, found.headers, body)
