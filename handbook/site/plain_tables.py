"""Tables written in Markdown, made to look and behave as the tables of answers do."""

from __future__ import annotations

import re
from itertools import count

from calculators.core.present.document import ONE_LINE

TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(th|td)\b([^>]*)>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
#: More columns than this do not fit on a phone if their cells are sentences.
FEW = 2


def boxed_tables(html: str) -> str:
    """Put each plain table in a box of its own that scrolls and that a keyboard can reach."""
    numbers = count(1)

    def boxed(match: re.Match[str]) -> str:
        kind, inside = styled(match[1])
        return (
            f'<div class="ih-table-box" role="region" tabindex="0" aria-label="Table '
            f'{next(numbers)}"><table class="{kind}">{inside}</table></div>'
        )

    return TABLE.sub(boxed, html)


def styled(table: str) -> tuple[str, str]:
    """A plain table's classes, and its rows with those of their cells.

    One of words is stacked where the page is narrow: each cell carries its column's name, but for
    the first, which names its row.
    """
    heads = [match for match in CELL.finditer(table) if match[1] == "th"]
    names = [TAG.sub("", each[3]) for each in heads]
    of_words = len(heads) > FEW and not any("right" in each[2] for each in heads)

    def row(match: re.Match[str]) -> str:
        left = iter(["", *names[1:]] if of_words else [""] * len(names))
        return CELL.sub(lambda each: cell(each, next(left)), match[0])

    return f"ih-table{' ih-table--words' if of_words else ''}", ROW.sub(row, table)


def cell(match: re.Match[str], column: str) -> str:
    """A cell with its classes, and with its column's name if that is to show."""
    tag, attributes, inside = match.groups()
    classes = ["ih-numeric"] if "right" in attributes else []
    if tag == "td" and len(TAG.sub("", inside)) <= ONE_LINE:
        classes.append("ih-brief")
    kind = f' class="{" ".join(classes)}"' if classes else ""
    label = f' data-label="{column}"' if column and tag == "td" else ""
    return f"<{tag}{kind}{label}>{inside}</{tag}>"
