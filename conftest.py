"""How tests are shared out when several processes run them, as in `make test`.

A process takes a whole file at a time, in the order that tests are collected; but what shares
something that takes long to make goes to one process, and what takes longest begins first, so that
no process is left with it alone at the end. A run of several processes is good only if each of
them ended well and every test was told of.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

#: Begun first, in this order: the longest before the others. Notebooks come before everything:
#: Playwright keeps an event loop running in its process, which theirs would meet. The site's first
#: build packs the browser's Python for all; what comes after it does without for a while.
FIRST = (
    "docs/notebooks/",
    "tests/browser/",
    "tests/consistency/test_mutation.py",
    "tests/consistency/test_check_command.py",
    "tests/benchmarks/test_run.py",
    "tests/site/",
    "tests/runtime/",
    "tests/parity/",
    "tests/calculators/court_readiness/",
    "tests/calculators/repayment_plan/",
    "tests/calculators/core/test_browser.py",
    "tests/calculators/court_timetable/",
)
#: Run by one process each. The tests of a folder share what its conftest.py makes once. Notebooks
#: choose free ports a moment before they take them: two at once could choose the same.
TOGETHER = ("docs/notebooks/", "tests/browser/", "tests/runtime/", "tests/site/")

COLLECTED = pytest.StashKey[Counter[str]]()
TOLD = pytest.StashKey[Counter[str]]()
AMISS = pytest.StashKey[list[str]]()


def unit(nodeid: str) -> str:
    """What a test goes to a process with: its file, or the folder that must stay together."""
    file = nodeid.partition("::")[0]
    return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def place(nodeid: str) -> int:
    """How early a test begins: the less, the earlier."""
    return next((at for at, start in enumerate(FIRST) if nodeid.startswith(start)), len(FIRST))


class Units(LoadFileScheduling):
    """Gives whole units to processes, in the order of collection."""

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count."""
    config.stash[COLLECTED] = Counter()
    config.stash[TOLD] = Counter()
    config.stash[AMISS] = []


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Units:
    """Used in place of xdist's own ways, whichever is asked for."""
    config.option.loadscopereorder = False
    return Units(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In one of several processes, put first what is begun first; the rest keeps its order."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: place(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any, ids: list[str]) -> None:
    """Note what a process found; they have all found the same, or xdist stops."""
    node.config.stash[COLLECTED] = Counter(ids)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object | None) -> None:
    """Note a process that did not end well."""
    if error:
        node.config.stash[AMISS].append(f"{node.gateway.id} did not end well: {error}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> Any:
    """Note that a test was told of."""
    if report.when == "setup" and hasattr(report, "node"):
        report.node.config.stash[TOLD][report.nodeid] += 1
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Refuse a run that looks good and is not whole."""
    stash = session.config.stash
    if session.exitstatus == pytest.ExitCode.OK:
        lost = stash[COLLECTED] - stash[TOLD]
        stash[AMISS] += [f"{nodeid} was collected and not run" for nodeid in lost]
        if stash[AMISS]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was amiss, if anything was."""
    if amiss := terminalreporter.config.stash[AMISS]:
        terminalreporter.section("the run is not whole")
        for line in amiss:
            terminalreporter.line(line)
