"""When a document counts as served, worked by hand from CPR 6.14, 6.26 and the law of notices."""

import datetime as dt

import pytest

from calculators.core.calendar import WorkingCalendar
from calculators.core.choices import YesNoNotKnown
from calculators.core.errors import FigureNotHeld
from calculators.core.service import (
    CLAIM_FORM,
    COURT_POST,
    NOTICE_POST,
    NOTICE_SPARE,
    Clause,
    ClauseSays,
    Method,
    Paper,
    Periods,
    TimeOfDay,
    day_by_day,
    served,
)

HOLIDAYS = {
    dt.date(2025, 12, 25): "Christmas Day",
    dt.date(2025, 12, 26): "Boxing Day",
    dt.date(2026, 1, 1): "New Year's Day",
    dt.date(2026, 4, 3): "Good Friday",
    dt.date(2026, 4, 6): "Easter Monday",
    dt.date(2026, 12, 25): "Christmas Day",
    dt.date(2026, 12, 28): "Boxing Day (substitute)",
}
CALENDAR = WorkingCalendar(HOLIDAYS, dt.date(2025, 1, 1), dt.date(2026, 12, 31))
PERIODS = Periods({NOTICE_POST: 2, NOTICE_SPARE: 1, COURT_POST: 2, CLAIM_FORM: 2}.__getitem__)


def day(text):
    return dt.date.fromisoformat(text)


def found(paper, method, given_on, **more):
    return served(paper, method, day(given_on), periods=PERIODS, calendar=CALENDAR, **more)


def days(service):
    return tuple(
        each and each.isoformat() for each in (service.earliest, service.day, service.latest)
    )


@pytest.mark.parametrize(
    ("given_on", "counts_from"),
    [
        ("2026-11-16", "2026-11-18"),  # Monday: Tuesday, Wednesday
        ("2026-11-19", "2026-11-23"),  # Thursday: Friday, Monday
        ("2026-11-20", "2026-11-24"),  # Friday: Monday, Tuesday
        ("2026-11-21", "2026-11-24"),  # Saturday: the same
        ("2026-12-23", "2026-12-29"),  # Wednesday: Thursday 24, then Tuesday 29
        ("2026-12-24", "2026-12-30"),  # Thursday: Tuesday 29, Wednesday 30
    ],
)
def test_a_claim_form_takes_two_business_days_whatever_the_step(given_on, counts_from):
    for method in (Method.BY_HAND, Method.LETTERBOX, Method.FIRST_CLASS_POST):
        assert (counts_from,) * 3 == days(found(Paper.CLAIM_FORM, method, given_on))


@pytest.mark.parametrize(
    ("given_on", "counts_from"),
    [
        ("2026-11-16", "2026-11-18"),  # Monday: Wednesday
        ("2026-11-18", "2026-11-20"),  # Wednesday: Friday
        ("2026-11-19", "2026-11-23"),  # Thursday: Saturday, so Monday
        ("2026-11-20", "2026-11-23"),  # Friday: Sunday, so Monday
        ("2026-11-21", "2026-11-23"),  # Saturday: Monday
        ("2026-12-23", "2026-12-29"),  # Christmas Day, so Tuesday 29
        ("2026-12-24", "2026-12-29"),
    ],
)
def test_other_court_documents_by_post(given_on, counts_from):
    post = found(Paper.COURT_DOCUMENT, Method.FIRST_CLASS_POST, given_on)
    assert (counts_from,) * 3 == days(post)


@pytest.mark.parametrize(
    ("given_on", "time", "earliest", "latest"),
    [
        ("2026-11-20", TimeOfDay.BEFORE, "2026-11-20", "2026-11-20"),
        ("2026-11-20", TimeOfDay.AFTER, "2026-11-23", "2026-11-23"),
        ("2026-11-20", TimeOfDay.NOT_KNOWN, "2026-11-20", "2026-11-23"),
        ("2026-11-21", TimeOfDay.NOT_KNOWN, "2026-11-23", "2026-11-23"),  # Saturday either way
        ("2026-12-24", TimeOfDay.AFTER, "2026-12-29", "2026-12-29"),
        ("2026-12-24", TimeOfDay.BEFORE, "2026-12-24", "2026-12-24"),
    ],
)
def test_other_court_documents_by_hand(given_on, time, earliest, latest):
    for method in (Method.BY_HAND, Method.LETTERBOX):
        hand = found(Paper.COURT_DOCUMENT, method, given_on, time=time)
        assert (earliest, latest) == (days(hand)[0], days(hand)[2])
        assert (hand.day is None) == (earliest != latest)
        assert hand.settled_by == ("" if hand.day else "whether it was before 4.30pm")


@pytest.mark.parametrize(
    ("given_on", "earliest", "likely", "latest"),
    [
        # Posted Monday: may come Tuesday, taken as Wednesday; CPR 6.26 Wednesday and a day.
        ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"),
        # Posted Friday: taken as Tuesday; CPR 6.26 Monday and a day is Tuesday.
        ("2026-11-20", "2026-11-21", "2026-11-24", "2026-11-24"),
        # Posted Wednesday 31 December 2025: Friday 2 and Monday 5 January; CPR 6.26 is Friday 2
        # and a day, Saturday 3, which is earlier, so the latest day is Monday 5 too.
        ("2025-12-31", "2026-01-01", "2026-01-05", "2026-01-05"),
        # Posted Thursday before Good Friday: Tuesday 7, Wednesday 8; CPR 6.26 Tuesday and a day.
        ("2026-04-02", "2026-04-03", "2026-04-08", "2026-04-08"),
    ],
)
def test_a_posted_notice_has_three_days(given_on, earliest, likely, latest):
    post = found(Paper.NOTICE, Method.FIRST_CLASS_POST, given_on)
    assert (earliest, likely, latest) == days(post)
    assert not post.is_certain or earliest == latest


def test_a_notice_in_the_tenants_hand_is_served_that_day_even_on_christmas_day():
    assert ("2026-12-25",) * 3 == days(found(Paper.NOTICE, Method.BY_HAND, "2026-12-25"))


def test_a_notice_through_the_letterbox_waits_for_the_clause():
    nothing = found(Paper.NOTICE, Method.LETTERBOX, "2026-11-20")
    assert ("2026-11-20",) * 3 == days(nothing)
    unknown = Clause(ClauseSays.NOT_KNOWN)
    later = found(Paper.NOTICE, Method.LETTERBOX, "2026-11-20", clause=unknown)
    assert ("2026-11-20", "2026-11-20", "2026-11-23") == days(later)


def test_the_agreements_own_clause_comes_first():
    four = Clause(ClauseSays.DAYS, 4)
    post = found(Paper.NOTICE, Method.FIRST_CLASS_POST, "2026-11-16", clause=four)
    assert ("2026-11-17", "2026-11-20", "2026-11-20") == days(post)
    working = Clause(ClauseSays.WORKING_DAYS, 1)
    left = found(Paper.NOTICE_TO_QUIT, Method.LETTERBOX, "2026-11-20", clause=working)
    assert ("2026-11-20", "2026-11-23", "2026-11-23") == days(left)


def test_a_notice_to_quit_without_a_clause_needs_proof():
    for method in (Method.LETTERBOX, Method.FIRST_CLASS_POST):
        left = found(Paper.NOTICE_TO_QUIT, method, "2026-11-20")
        assert (None, None, None) == days(left)
        assert "service clause" in left.settled_by
        proved = found(Paper.NOTICE_TO_QUIT, method, "2026-11-20", received_on=day("2026-11-25"))
        assert ("2026-11-25",) * 3 == days(proved)
    assert ("2026-11-20",) * 3 == days(found(Paper.NOTICE_TO_QUIT, Method.BY_HAND, "2026-11-20"))


@pytest.mark.parametrize("paper", list(Paper))
def test_email_counts_only_where_agreed(paper):
    for agreed in (YesNoNotKnown.NO, YesNoNotKnown.NOT_KNOWN):
        sent = found(paper, Method.EMAIL, "2026-11-16", email_agreed=agreed)
        assert (None, None, None) == days(sent)
        assert sent.settled_by


def test_an_agreed_email_is_that_day_or_the_next_working_day():
    sent = found(Paper.NOTICE, Method.EMAIL, "2026-11-20", email_agreed=YesNoNotKnown.YES)
    assert ("2026-11-20", "2026-11-20", "2026-11-23") == days(sent)


@pytest.mark.parametrize("paper", list(Paper))
def test_another_way_cannot_be_told(paper):
    other = found(paper, Method.OTHER, "2026-11-16")
    assert (None, None, None) == days(other)
    assert other.settled_by


def test_past_the_bank_holidays_held_it_is_refused():
    with pytest.raises(FigureNotHeld):
        found(Paper.CLAIM_FORM, Method.BY_HAND, "2026-12-31")
    with pytest.raises(FigureNotHeld):
        found(Paper.NOTICE, Method.FIRST_CLASS_POST, "2027-02-01")
    assert ("2027-02-01",) * 3 == days(found(Paper.NOTICE, Method.BY_HAND, "2027-02-01"))


def test_each_day_from_giving_to_service_is_said():
    post = found(Paper.CLAIM_FORM, Method.FIRST_CLASS_POST, "2026-12-24")
    assert [
        ("2026-12-24", "Given"),
        ("2026-12-25", "Christmas Day: not a working day"),
        ("2026-12-26", "Saturday: not a working day"),
        ("2026-12-27", "Sunday: not a working day"),
        ("2026-12-28", "Boxing Day (substitute): not a working day"),
        ("2026-12-29", "A day in between"),
        ("2026-12-30", "Counts as served"),
    ] == [(mark.day.isoformat(), mark.label) for mark in day_by_day(post, CALENDAR)]
