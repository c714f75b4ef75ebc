"""Makes a test of every scenario, named by what it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTENT = pytest.StashKey[Any]()
BROKEN = pytest.StashKey[str]()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Each YAML file here holds scenarios."""
    if file_path.suffix in (".yaml", ".yml"):
        return ScenarioFile.from_parent(parent, path=file_path)
    return None


def content_of(config: pytest.Config) -> Any:
    """The whole content, read once a run, be it in order or not.

    Raises:
        pytest.Collector.CollectError: With everything that is wrong, if anything is.
    """
    from handbook.consistency.known import load_checked
    from handbook.content import ContentProblems

    if BROKEN in config.stash:
        raise pytest.Collector.CollectError(config.stash[BROKEN])
    if CONTENT not in config.stash:
        today = dt.date.today()  # noqa: DTZ011 - as `make check` does
        try:
            config.stash[CONTENT] = load_checked(ROOT, today=today)
        except ContentProblems as problems:
            config.stash[BROKEN] = str(problems)
            raise pytest.Collector.CollectError(str(problems)) from None
    return config.stash[CONTENT]


class ScenarioFile(pytest.File):
    """A file of scenarios."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test of each scenario in the file."""
        content = content_of(self.config)
        file = self.path.relative_to(ROOT).as_posix()
        journeys = [each for each in content.journeys if each.file == file]
        if journeys:
            yield from journey_items(self, journeys)
            return
        pages = [each for each in content.page_cases if each.file == file]
        if pages:
            for case in pages:
                yield PageItem.from_parent(self, name=case.name, case=case)
            return
        every = [each for scenarios in content.scenarios.values() for each in scenarios]
        here = [each for each in every if each.file == file]
        if not here:
            message = (
                f"{file}: No scenario is read from this file. Move it to a calculator's folder."
            )
            raise self.CollectError(message)
        for scenario in here:
            yield ScenarioItem.from_parent(self, name=scenario.name, scenario=scenario)


def journey_items(file: pytest.File, journeys: list[Any]) -> Iterator[pytest.Item]:
    """A test of each date of each journey."""
    from handbook.consistency.journeys import date_name

    for journey in journeys:
        for date in journey.dates:
            name = f"{journey.name}, {date_name(date)}"
            yield JourneyItem.from_parent(file, name=name, journey=journey, date=date)


class ScenarioFailed(Exception):
    """The answer is not what people worked out."""


class ScenarioItem(pytest.Item):
    """One scenario: the facts go in, and what must come out is compared."""

    def __init__(self, *, scenario: Any, **more: Any) -> None:
        """Keep the scenario."""
        super().__init__(**more)
        self.scenario = scenario

    def runtest(self) -> None:
        """Answer the case and compare.

        Raises:
            ScenarioFailed: If anything differs, if nothing was expected, or if a sentence of the
                answer has a gap.
        """
        from calculators import browser
        from handbook.consistency.scenarios import answered, differences
        from handbook.consistency.sentences import gaps

        scenario = self.scenario
        if not scenario.expected and not scenario.problems:
            raise ScenarioFailed("The scenario expects nothing, so it compares nothing.")
        # Whatever tests ran before in this process, and whatever figures they held.
        browser.hold(content_of(self.config).figure_set)
        answer = answered(scenario)
        if found := differences(scenario, answer):
            raise ScenarioFailed("\n".join(self.told(each) for each in found))
        if found := gaps(answer):
            raise ScenarioFailed("\n".join(f"A gap in “{each}”" for each in found))

    def told(self, difference: Any) -> str:
        """One difference: where, what was expected, what came."""
        where = f"{self.scenario.file}, line {difference.line}"
        path = f", {difference.path}" if difference.path else ""
        return f"{where}{path}:\n  expected {difference.expected}\n  got      {difference.got}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> str:
        """What differs and where the expectation comes from, without a traceback of ours."""
        if isinstance(excinfo.value, ScenarioFailed):
            return f"{excinfo.value}\nexpected from: {self.scenario.expected_from}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line (from 0) and the name."""
        return self.path, self.scenario.line - 1, self.name


class JourneyItem(pytest.Item):
    """One date of a journey: the step, its deadline, the policy in force, and other answers."""

    def __init__(self, *, journey: Any, date: Any, **more: Any) -> None:
        """Keep the journey and its date."""
        super().__init__(**more)
        self.journey = journey
        self.date = date

    def runtest(self) -> None:
        """Ask what the journey asks on its date, and compare.

        Raises:
            ScenarioFailed: If anything differs.
        """
        from handbook.consistency.journeys import date_differences

        found = date_differences(self.date, content_of(self.config).figure_set)
        if found:
            raise ScenarioFailed("\n".join(told(self.journey.file, each) for each in found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> str:
        """What differs, without a traceback of ours."""
        if isinstance(excinfo.value, ScenarioFailed):
            return f"{excinfo.value}\nexpected from: {self.journey.expected_from}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line (from 0) and the name."""
        return self.path, self.date.checks[0].line - 1, self.name


class PageItem(pytest.Item):
    """One page: what it says on some days."""

    def __init__(self, *, case: Any, **more: Any) -> None:
        """Keep the case."""
        super().__init__(**more)
        self.case = case

    def runtest(self) -> None:
        """Read the page on each day, and compare.

        Raises:
            ScenarioFailed: If anything differs.
        """
        from handbook.site.page_cases import page_differences

        found = page_differences(self.case, content_of(self.config))
        if found:
            raise ScenarioFailed("\n".join(told(self.case.file, each) for each in found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> str:
        """What differs, without a traceback of ours."""
        if isinstance(excinfo.value, ScenarioFailed):
            return f"{excinfo.value}\nexpected from: {self.case.expected_from}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line (from 0) and the name."""
        return self.path, self.case.line - 1, self.name


def told(file: str, difference: Any) -> str:
    """One difference: where, what was expected, what came."""
    path = f", {difference.path}" if difference.path else ""
    where = f"{file}, line {difference.line}{path}"
    return f"{where}:\n  expected {difference.expected}\n  got      {difference.got}"
