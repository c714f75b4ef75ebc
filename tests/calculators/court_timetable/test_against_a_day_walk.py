"""Random hearings and evictions against a walk from day to day, in the words of the rules.

The walk shares no code with the calculator, and has its own bank holidays.
"""

import datetime as dt
import random
from pathlib import Path

import pytest

from calculators.court_timetable import CourtTimetableInput, calculate
from handbook.content import load

ROOT = Path(__file__).resolve().parents[3]
FIRST, LAST = dt.date(2024, 4, 1), dt.date(2027, 11, 22)
EASTER_SUNDAYS = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16)}
CASES = 5000


@pytest.fixture(scope="module")
def figures():
    return load(ROOT, today=dt.date(2026, 11, 22), protect=False).figure_set


def step(day, by=1):
    return dt.date.fromordinal(day.toordinal() + by)


def mondays(year, month):
    days = (dt.date(year, month, number) for number in range(1, 32))
    return [each for each in days if each.weekday() == 0]


def holidays():
    """Bank holidays of England and Wales from the words of the Act, with their substitutes."""
    days = set()
    for year, (month, number) in EASTER_SUNDAYS.items():
        sunday = dt.date(year, month, number)
        days |= {step(sunday, -2), step(sunday)}
        may, august = mondays(year, 5), mondays(year, 8)
        days |= {may[0], may[-1], august[-1]}
        for fixed in (dt.date(year, 1, 1), dt.date(year, 12, 25), dt.date(year, 12, 26)):
            day = fixed
            while day.weekday() > 4 or day in days:
                day = step(day)
            days.add(day)
    return days


HOLIDAYS = holidays()


def works(day):
    return day.weekday() < 5 and day not in HOLIDAYS and (day.month, day.day) != (12, 25)


def clear_between(first, second, *, only_working=False):
    """How many days lie between two, neither of them counted."""
    number, day = 0, step(first)
    while day < second:
        number += works(day) or not only_working
        day = step(day)
    return number


def after_business_days(day, number):
    while number:
        day = step(day)
        number -= works(day)
    return day


def posted_counts_on(day):
    """CPR 6.26: the second day after it was posted, or the next business day."""
    day = step(step(day))
    while not works(day):
        day = step(day)
    return day


def last_day(before, fits):
    """The last day before another that fits, looked for one by one."""
    day = step(before, -1)
    while not fits(day):
        day = step(day, -1)
    return day


def first_day(after, fits):
    day = step(after)
    while not fits(day):
        day = step(day)
    return day


def random_day(source, first, last):
    return dt.date.fromordinal(source.randint(first.toordinal(), last.toordinal()))


def days_of(result):
    return {each.what: each.day for each in result.timetable}


def test_hearings(figures):
    source = random.Random(55)
    for _ in range(CASES):
        check_hearing(source, figures)


def check_hearing(source, figures):
    issued = random_day(source, FIRST, step(LAST, -90))
    hearing = step(issued, source.randint(25, 80))
    sent = random_day(source, issued, hearing)
    still_to_send = source.random() < 0.5
    result = calculate(
        CourtTimetableInput(
            case_date=issued,
            start_from="claim",
            claim_issued_on=issued,
            claim_sent_by="us",
            hearing_on=hearing,
            claim_sent_on=None if still_to_send else sent,
        ),
        figures,
    )
    found = days_of(result)
    earliest = first_day(issued, lambda day: clear_between(issued, day) >= 28)
    assert found["First day for the hearing"] == earliest
    usual = issued
    for _ in range(8 * 7):
        usual = step(usual)
    assert found["Hearing usually held by"] == usual
    served_by = last_day(hearing, lambda day: clear_between(day, hearing) >= 21)
    assert found["Claim served by"] == served_by
    statements = last_day(
        hearing,
        lambda day: works(day) and clear_between(day, hearing, only_working=True) >= 2,
    )
    assert found["Witness statements filed and served by"] == statements
    rent = last_day(
        hearing,
        lambda day: works(day) and clear_between(step(day, -1), hearing, only_working=True) >= 10,
    )
    assert found["Rent statement to the tenant by"] == rent
    post = last_day(
        step(statements), lambda day: works(day) and posted_counts_on(day) <= statements
    )
    assert found["Witness statements posted first class by"] == post
    assert result.hearing.verdict == ("yes" if hearing >= earliest else "no")
    if still_to_send:
        send = last_day(
            step(served_by),
            lambda day: works(day) and after_business_days(day, 2) <= served_by,
        )
        assert found["Claim posted, left or handed over by"] == send
        assert result.served_in_time.verdict == "cannot tell"
        return
    served = after_business_days(sent, 2)
    assert found["Claim counts as served"] == served
    defence = served
    for _ in range(14):
        defence = step(defence)
    assert found["Defence by"] == defence
    assert result.served_in_time.verdict == ("yes" if served <= served_by else "no")


def test_evictions(figures):
    source = random.Random(83)
    for _ in range(CASES):
        check_eviction(source, figures)


def check_eviction(source, figures):
    issued = random_day(source, FIRST, step(LAST, -30))
    delivered = step(issued, source.randint(0, 360))
    if delivered > LAST:
        delivered = LAST
    eviction = step(delivered, source.randint(0, 40))
    again = step(eviction, source.randint(0, 20))
    put_off = again <= LAST and source.random() < 0.5
    new_day = step(again, source.randint(0, 20))
    result = calculate(
        CourtTimetableInput(
            case_date=issued,
            start_from="order",
            order_on=step(issued, -60),
            court_decision="outright",
            mandatory_ground="no",
            parties_changed="no",
            protected_since_notice="no",
            possession_date=step(issued, -30),
            warrant_issued_on=issued,
            eviction_notice_on=delivered,
            eviction_on=eviction,
            eviction_put_off="yes" if put_off else "no",
            new_eviction_notice_on=again if put_off else None,
            new_eviction_on=new_day if put_off else None,
        ),
        figures,
    )
    found = days_of(result)
    lawful = first_day(delivered, lambda day: clear_between(delivered, day) >= 14)
    assert found["First lawful day for the eviction"] == lawful
    # Twelve months, the day of issue the first of them: the day before the same date.
    leap = (issued.month, issued.day) == (2, 29)
    anniversary = issued.replace(year=issued.year + 1, day=28 if leap else issued.day)
    runs_out = step(anniversary, -1)
    assert found["Last day of the warrant"] == runs_out
    assert result.eviction.verdict == ("yes" if lawful <= eviction <= runs_out else "no")
    if put_off:
        first_was_enough = lawful <= eviction
        full = first_day(again, lambda day: clear_between(again, day) >= 14)
        short = first_day(again, lambda day: clear_between(again, day) >= 7)
        lawful = short if first_was_enough else full
        assert found["First lawful day with the new notice"] == lawful
        if new_day < short or new_day > runs_out:
            assert result.new_eviction.verdict == "no"
        else:
            sure = first_was_enough or new_day >= full
            assert result.new_eviction.verdict == ("yes" if sure else "cannot tell")
