"""One presenter: a result as HTML for the page, Markdown, or plain text for a case note.

:mod:`.document` turns a result into a list of blocks; :mod:`.html`, :mod:`.markdown` and
:mod:`.text` write the blocks. All of it runs at build time and in the browser alike.
"""

from calculators.core.present.document import Document, document
from calculators.core.present.html import as_html, problems_as_html
from calculators.core.present.markdown import as_markdown
from calculators.core.present.text import as_case_note

__all__ = [
    "Document",
    "as_case_note",
    "as_html",
    "as_markdown",
    "document",
    "problems_as_html",
]
