"""One case over every calculator: the case sheet, and what follows from one answer to the next."""

from calculators.case.note import sheet_note
from calculators.case.page import sheet_html
from calculators.case.sheet import Sheet, follows_for, sheet_of

__all__ = ["Sheet", "follows_for", "sheet_html", "sheet_note", "sheet_of"]
