"""Notice: which notice, its dates and what it must contain; and whether one served holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from calculators.core.calendar import WorkingCalendar
from calculators.core.errors import FigureNotHeld
from calculators.core.figures import FigureSet
from calculators.core.outcomes import Verdict
from calculators.core.service import Paper, Periods, served
from calculators.core.service_questions import clause_of
from calculators.core.tenancies import Tenure, act_allows
from calculators.core.trace import Trace
from calculators.core.wording import long_date
from calculators.notice.advice import answer, next_steps, warnings
from calculators.notice.gates import OF_CLAIM, law_check
from calculators.notice.looking import Days, Looked, agreed, look, together, whole
from calculators.notice.models import CheckRow, NoticeInput, NoticeResult, Possibility, Task
from calculators.notice.moratorium import moratorium_of
from calculators.notice.regimes import Case, regimes
from calculators.notice.showing import calendar_strip, write_working

__all__ = ["NoticeInput", "NoticeResult", "calculate"]


def calculate(inputs: NoticeInput, figures: FigureSet) -> NoticeResult:
    """The notice, its dates and its checks, under every law that may govern it.

    Raises:
        FigureNotHeld: For a day of service before the figures held, or past them.
    """
    trace = Trace(figures)
    calendar = WorkingCalendar.of(figures)
    service = served(
        Paper.NOTICE_TO_QUIT if inputs.tenure is Tenure.OTHER else Paper.NOTICE,
        inputs.method,
        inputs.given_on,
        periods=Periods.of(trace, inputs.given_on),
        calendar=calendar,
        clause=clause_of(inputs.clause_says, inputs.clause_days),
        email_agreed=inputs.email_agreed,
        received_on=inputs.received_on,
        act_allows=act_allows(inputs.landlord),
    )
    case = Case(inputs, trace, calendar, service, moratorium_of(inputs, figures, trace))
    possible = regimes(case)
    looked = [look(case, regime) for regime in possible]
    checks = together(looked, law_check(possible, inputs.social_housing))
    write_working(case, looked)
    return result(case, looked, checks)


def result(case: Case, looked: Sequence[Looked], checks: tuple[CheckRow, ...]) -> NoticeResult:
    """The answer, with what the laws that may govern agree on."""
    inputs = case.inputs
    planning = inputs.task is Task.PLAN
    of_notice = [each for each in checks if is_of_notice(each, planning=planning)]
    verdict = whole(of_notice, "Everything looked at is right.")
    can_claim = None
    if not planning and any(each.regime.opens for each in looked):
        can_claim = whole(checks, "Everything looked at is right on that day.")
    one = looked[0] if len(looked) == 1 else None
    days = Days(
        **{
            name: agreed([getattr(each.days, name) for each in looked])
            for name in Days.__dataclass_fields__
        }
    )
    issue_by, late_warning = last_working_day(case, days.claim_until)
    regime = looked[0].regime
    grounds = looked[0].grounds
    return NoticeResult(
        answer=answer(case, looked, verdict, can_claim, checks),
        warnings=tuple(warnings(case, looked, days, late_warning)),
        next_steps=tuple(next_steps(case, checks, days)),
        working=case.trace.finish(),
        verdict=verdict,
        can_claim=can_claim,
        notice=regime.notice if one else agreed([each.regime.notice for each in looked]),
        form=agreed([each.regime.form for each in looked]),
        served_on=case.service.day,
        strict_date=days.strict,
        earliest_date=days.earliest if planning else None,
        safe_date=None if planning else days.earliest,
        serve_by=None if regime.serve_by is None else regime.serve_by[0],
        claim_from=days.claim_from,
        claim_until=days.claim_until,
        issue_by=issue_by,
        limit=days.limit,
        review_until=days.review_until,
        decision_before=days.decision_before,
        trial_extended_to=regime.trial_extended_to,
        days=calendar_strip(case, looked, days),
        possibilities=() if one else tuple(possibility(each) for each in looked),
        checks=checks,
        ground_8_needs=agreed([each.grounds.needs if each.grounds else None for each in looked]),
        rent_unpaid_at_service=(
            agreed([each.grounds.at_service.exactly if each.grounds else None for each in looked])
        ),
        rent_unpaid_at_hearing=(
            agreed([each.grounds.at_hearing.exactly if each.grounds else None for each in looked])
        ),
        grounds=grounds.rows if one and grounds else (),
        contains=regime.contains if one or planning else (),
        court_test=agreed([each.regime.court_test for each in looked]),
        overlooked=agreed([each.regime.overlooked for each in looked]),
    )


def is_of_notice(check: CheckRow, *, planning: bool) -> bool:
    """Whether a check is of the notice; a plan also fails where no ground can be made out."""
    if planning and check.id == "ground":
        return check.outcome.verdict is Verdict.NO
    return check.id not in OF_CLAIM


def possibility(one: Looked) -> Possibility:
    """One law as a row."""
    return Possibility(
        if_so=f"If {one.regime.if_so}",
        form=one.regime.form,
        earliest_date=one.days.earliest,
        claim_from=one.days.claim_from,
        claim_until=one.days.claim_until,
        verdict=whole(
            (each for each in one.checks if each.id not in OF_CLAIM), "Nothing is wrong so far."
        ),
    )


def last_working_day(case: Case, last: dt.date | None) -> tuple[dt.date | None, str]:
    """The last working day to issue a claim, or why it cannot be told."""
    if last is None:
        return None, ""
    try:
        return case.calendar.working_day_on_or_before(last), ""
    except FigureNotHeld:
        return None, (
            f"Bank holidays are not held for {long_date(last)}, the last day to claim. Issue well "
            "before it: the court office may be shut."
        )
