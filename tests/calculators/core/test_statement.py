"""A pasted rent statement is read exactly, or refused with every line that cannot be read."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.money import ZERO
from calculators.core.statement import MOST_LISTED, read_statement
from calculators.core.wording import pounds

PENCE = st.integers(1, 500_000).map(lambda pence: Decimal(pence) / 100)
WORDS = st.text(alphabet='abc ,;"£', min_size=0, max_size=12)
START = dt.date(2024, 1, 1)


@st.composite
def statements(draw):
    """An opening balance and lines of (day, words, charge, payment), oldest first."""
    opening = draw(st.integers(-100_000, 100_000)) / Decimal(100)
    days = sorted(draw(st.lists(st.integers(0, 900), min_size=2, max_size=30)))
    lines = []
    for number in days:
        amount = draw(PENCE)
        is_charge = draw(st.booleans())
        day = START + dt.timedelta(days=number)
        words = " ".join(draw(WORDS).split())
        lines.append((day, words, amount if is_charge else ZERO, ZERO if is_charge else amount))
    return opening, lines


def balances(opening, lines):
    """The balance after each line."""
    found = []
    for _, _, charge, payment in lines:
        opening += charge - payment
        found.append(opening)
    return found


def quoted(cell, between):
    """A cell as a spreadsheet saves it."""
    if between in cell or '"' in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def printed(opening, lines, *, between=",", heading=True, newest_first=False, marked=True):
    """A statement as text."""
    rows = []
    for (day, words, charge, payment), balance in zip(lines, balances(opening, lines), strict=True):
        owed = pounds(balance)
        if marked:
            owed = f"{pounds(abs(balance))} {'CR' if balance < 0 else 'DR'}"
        cells = [
            f"{day.day:02}/{day.month:02}/{day.year}",
            words,
            pounds(charge) if charge else "",
            pounds(payment) if payment else "",
            owed,
        ]
        rows.append(between.join(quoted(each, between) for each in cells))
    if newest_first:
        rows.reverse()
    if heading:
        rows.insert(0, between.join(["Date", "Description", "Debit", "Credit", "Balance"]))
    return "\n".join(rows)


def as_lines(statement):
    return [(each.day, each.description, each.charge, each.payment) for each in statement.entries]


@given(statements(), st.sampled_from(",;\t"), st.booleans())
def test_what_is_printed_is_read_back(case, between, heading):
    opening, lines = case
    read, problems = read_statement(printed(opening, lines, between=between, heading=heading))
    assert problems == () or lines[0][0] == lines[-1][0]  # one day may be read either way round
    if read is not None:
        assert as_lines(read) == lines
        assert [each.balance for each in read.entries] == balances(opening, lines)
        assert read.opening == opening


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_the_cells_are_told_apart_whatever_stands_in_a_description(between):
    for words in (";;;", ",,,,", "\t\t", "paid; by card; 12/10/2026; thanks"):
        lines = [
            (dt.date(2026, 10, 5), words.strip() or "rent", Decimal("112.50"), ZERO),
            (dt.date(2026, 10, 12), "Rent", Decimal("112.50"), ZERO),
        ]
        read, problems = read_statement(printed(ZERO, lines, between=between, heading=False))
        assert problems == ()
        assert as_lines(read) == lines


@given(statements())
def test_charges_less_payments_are_the_change_in_the_balance(case):
    read, _ = read_statement(printed(*case))
    if read is not None:
        moved = sum((each.charge - each.payment for each in read.entries), ZERO)
        assert read.entries[-1].balance - read.opening == moved


@given(statements())
def test_newest_first_reads_the_same_with_lines_of_one_day_in_their_order(case):
    opening, lines = case
    if lines[0][0] == lines[-1][0]:
        return
    forward, _ = read_statement(printed(opening, lines))
    backward, _ = read_statement(printed(opening, lines, newest_first=True))
    assert as_lines(backward) == as_lines(forward)


@given(statements(), st.randoms(use_true_random=False))
def test_the_order_of_lines_on_one_day_changes_no_end_of_a_day(case, chance):
    opening, lines = case
    if lines[0][0] == lines[-1][0]:
        return
    mixed = sorted(lines, key=lambda line: (line[0], chance.random()))
    one, _ = read_statement(printed(opening, lines))
    other, _ = read_statement(printed(opening, mixed))
    assert {each.day: each.balance for each in one.entries} == {
        each.day: each.balance for each in other.entries
    }


@given(statements(), st.data())
def test_a_balance_that_is_changed_is_named_by_its_line(case, data):
    opening, lines = case
    if lines[0][0] == lines[-1][0]:
        return
    at = data.draw(st.integers(0, len(lines) - 1))
    rows = printed(opening, lines).split("\n")
    cells = rows[at + 1].rsplit(",", 1) if '"' not in rows[at + 1] else None
    if cells is None or "," in cells[1]:
        return
    rows[at + 1] = f"{cells[0]},987654.32 DR"
    read, problems = read_statement("\n".join(rows))
    assert read is None
    numbers = [int(each.split(":")[0].removeprefix("Line ")) for each in problems]
    # The first line has none before it to follow from: then the next one does not follow.
    assert numbers == [max(at + 2, 3)]


@given(st.text(max_size=400))
def test_any_text_at_all_is_read_or_refused(text):
    read, problems = read_statement(text)
    assert (read is None) == bool(problems)
    assert len(problems) <= MOST_LISTED + 1


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("5/10/2026", dt.date(2026, 10, 5)),
        ("05-10-26", dt.date(2026, 10, 5)),
        ("2026-10-05", dt.date(2026, 10, 5)),
        ("5 Oct 2026", dt.date(2026, 10, 5)),
        ("05/10/2026 09:30:00", dt.date(2026, 10, 5)),
    ],
)
def test_dates_as_housing_systems_write_them(written, day):
    read, problems = read_statement(f"{written},Rent,10.00,,10.00\n6/10/2026,Rent,10.00,,20.00")
    assert problems == ()
    assert read.entries[0].day == day


@pytest.mark.parametrize(
    ("written", "amount"),
    [("(12.50)", "-12.50"), ("12.50-", "-12.50"), ("£12.50", "12.50"), ("nil", "0.00")],
)
def test_amounts_as_housing_systems_write_them(written, amount):
    read, problems = read_statement(
        f"5/10/2026,Opening,,,100.00\n6/10/2026,Rent,{written},,{100 + Decimal(amount)}"
    )
    assert problems == ()
    assert read.entries[1].charge == Decimal(amount)


def test_titles_above_the_headings_and_headings_again_are_passed_over():
    text = (
        "Rent statement\n\nDate,Details,Charges,Payments,Balance\n5/10/2026,Rent,10.00,,10.00\n"
        "Date,Details,Charges,Payments,Balance\n6/10/2026,Rent,10.00,,20.00"
    )
    read, problems = read_statement(text)
    assert problems == ()
    assert [each.line for each in read.entries] == [4, 6]


def test_columns_in_another_order_with_one_not_needed():
    text = "Balance,Property,Credit,Debit,Date\n10.00,1 High Street,,10.00,5/10/2026"
    read, problems = read_statement(text)
    assert problems == ()
    assert (read.entries[0].charge, read.entries[0].description) == (Decimal("10.00"), "")
