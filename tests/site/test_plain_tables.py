"""Tables written in Markdown: sentences stack where the page is narrow, numbers line up."""

from __future__ import annotations

from handbook.site.plain_tables import boxed_tables

WORDS = (
    "<table><thead><tr><th>Tenancy</th><th>Notice <code>x</code></th><th>Review</th></tr></thead>"
    "<tbody><tr><td>Secure</td><td>A notice seeking possession</td><td></td></tr></tbody></table>"
)
NUMBERS = (
    '<table><thead><tr><th align="right">No.</th><th>Due</th><th>Note</th></tr></thead><tbody>'
    '<tr><td align="right">1</td><td>Fri 4 Dec 2026</td><td>New Year\'s Day: not a working day</td>'
    "</tr></tbody></table>"
)


def test_each_table_stands_in_a_box_with_a_name_of_its_own() -> None:
    html = boxed_tables(WORDS + NUMBERS)
    assert 'aria-label="Table 1"' in html
    assert 'aria-label="Table 2"' in html


def test_a_table_of_words_carries_its_columns_names() -> None:
    html = boxed_tables(WORDS)
    assert '<table class="ih-table ih-table--words">' in html
    assert '<td class="ih-brief">Secure</td>' in html
    assert '<td data-label="Notice x">A notice seeking possession</td>' in html
    assert '<td class="ih-brief" data-label="Review"></td>' in html


def test_numbers_line_up_and_dates_stay_on_one_line() -> None:
    html = boxed_tables(NUMBERS)
    assert '<table class="ih-table">' in html
    assert '<th class="ih-numeric">No.</th>' in html
    assert '<td class="ih-numeric ih-brief">1</td><td class="ih-brief">Fri 4 Dec 2026</td>' in html
    assert "data-label" not in html


def test_a_table_of_two_columns_fits_as_it_is() -> None:
    html = boxed_tables("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>")
    assert "ih-table--words" not in html
