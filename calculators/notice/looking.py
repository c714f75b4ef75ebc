"""Looking at a notice under one law, and at what all the laws that may govern it agree on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from calculators.core import notices
from calculators.core.outcomes import Outcome, Verdict, all_of, cannot_tell, no, yes
from calculators.core.wording import day_and_date
from calculators.notice.gates import claim_checks, notice_checks, row
from calculators.notice.grounds import Found, look_at_grounds
from calculators.notice.models import CheckRow, Task
from calculators.notice.moratorium import LastDays
from calculators.notice.regimes import Case, Regime, last_days

#: How checks are put in order: what is wrong, then what is open, then what is right.
ORDER = {Verdict.NO: 0, Verdict.CANNOT_TELL: 1, Verdict.YES: 2}
#: Checks of a claim that count from the date in the notice.
COUNTED_FROM_THE_DATE = ("opens", "closes")


@dataclass(frozen=True)
class Days:
    """The dates of one notice under one law."""

    strict: dt.date | None = None
    earliest: dt.date | None = None
    claim_from: dt.date | None = None
    claim_until: dt.date | None = None
    limit: Outcome | None = None
    review_until: dt.date | None = None
    decision_before: dt.date | None = None


@dataclass(frozen=True)
class Looked:
    """One law looked at whole."""

    regime: Regime
    days: Days
    checks: tuple[CheckRow, ...]
    grounds: Found | None


def look(case: Case, regime: Regime) -> Looked:
    """One law: its dates, its grounds and its checks."""
    checks = [*notice_checks(case, regime)]
    grounds = look_at_grounds(case, regime) if "ground" in regime.gates else None
    if case.inputs.task is Task.CHECK:
        dated = {each.id: each.outcome.verdict for each in checks}.get("date")
        counted = list(claim_checks(case, regime))
        checks += map(from_a_wrong_date, counted) if dated is Verdict.NO else counted
    if grounds is not None:
        law = "Housing Act 1988 Sch. 2"
        what = "A ground is made out, as far as the account tells"
        do_now = "Do not claim until a ground is made out."
        checks.append(row("ground", what, grounds.any_ground, law, do_now))
    return Looked(regime, days_of(case, regime, checks), tuple(checks), grounds)


def from_a_wrong_date(check: CheckRow) -> CheckRow:
    """A check of a claim, which says so where it counts from a date in the notice that is wrong."""
    outcome = check.outcome
    if check.id not in COUNTED_FROM_THE_DATE or outcome.verdict is Verdict.CANNOT_TELL:
        return check
    because = f"Counted from the date in it, which does not stand. {outcome.because}"
    said = replace(outcome, because=because)
    return check.model_copy(update={"outcome": said, "because": because})


def days_of(case: Case, regime: Regime, checks: Iterable[CheckRow]) -> Days:
    """The dates of a notice: for one that is served, those that follow from the date in it.

    No claim can rest on a date that does not hold, so none is given for it.
    """
    right = {each.id for each in checks if each.outcome.verdict is Verdict.YES}
    holds = "date" in right and ("term-known" in right or "term-known" not in regime.gates)
    window, inputs = regime.window, case.inputs
    date = inputs.notice_specified_date
    if inputs.task is Task.PLAN:
        date = None if window is None else window.recommended
    claim_from = claim_until = review_until = limit = None
    if holds and date is not None and regime.opens is not None:
        claim_from = regime.opens(date)
    if holds and date is not None and regime.closes is not None:
        found = last_days(case, regime, date)
        claim_until = None if found is None else found.safe
        limit = None if found is None else limit_moved(case, regime, found)
    if regime.review_days is not None and case.service.latest is not None:
        review_until = notices.last_day_to_ask_for_review(case.service.latest, regime.review_days)
    if inputs.task is Task.CHECK and claim_from and claim_until and claim_from > claim_until:
        claim_from = None  # no day is left to claim
    return Days(
        strict=None if window is None else window.strict,
        earliest=None if window is None else window.recommended,
        claim_from=claim_from,
        claim_until=claim_until,
        limit=limit,
        review_until=review_until,
        decision_before=date if regime.review_days and regime.opens else None,
    )


def limit_moved(case: Case, regime: Regime, found: LastDays) -> Outcome | None:
    """Whether a breathing space since the notice moves the last day to claim on it.

    Source:
        SI 2020/1311 reg. 7(12).
    """
    if not regime.life_moves or not case.space.is_space:
        return None
    before = day_and_date(found.before)
    if found.settled_by:
        return cannot_tell(
            f"The last day to claim was {before}. Keep to it until you know.", found.settled_by
        )
    if found.is_moved:
        return yes(f"{before} falls in it, so the last day is now {day_and_date(found.safe)}.")
    return no(f"{before} does not fall in it.")


def together(looked: Sequence[Looked], law: CheckRow | None) -> tuple[CheckRow, ...]:
    """The checks of every law that may govern, in one list: wrong, open, right.

    A check that two laws answer differently is open until it is known which governs.
    """
    merged: dict[str, CheckRow] = {} if law is None else {law.id: law}
    for name in dict.fromkeys(each.id for one in looked for each in one.checks):
        found = [each for one in looked for each in one.checks if each.id == name]
        verdicts = {each.outcome.verdict for each in found}
        if (len(verdicts) == 1 and len(found) == len(looked)) or verdicts == {Verdict.YES}:
            merged[name] = found[0]
        else:
            words = "It depends on which law governs the notice."
            open_ = cannot_tell(words, *(() if law is None else law.outcome.settled_by))
            merged[name] = row(name, found[0].what, open_, found[0].law)
    return tuple(sorted(merged.values(), key=lambda each: ORDER[each.outcome.verdict]))


def whole(checks: Iterable[CheckRow], if_yes: str) -> Outcome:
    """Every check as one answer: the first that fails, or the facts that are open."""
    rows = list(checks)
    verdict = all_of(each.outcome.verdict for each in rows)
    if verdict is Verdict.YES:
        return yes(if_yes)
    first = next(each for each in rows if each.outcome.verdict is verdict)
    if verdict is Verdict.NO:
        return no(first.because)
    facts = [fact for each in rows for fact in each.outcome.settled_by]
    return cannot_tell(first.because, *dict.fromkeys(facts))


def agreed[T](values: Sequence[T]) -> T | None:
    """What every law says alike, or None."""
    return values[0] if all(each == values[0] for each in values) else None
