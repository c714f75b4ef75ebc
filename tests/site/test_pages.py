"""What MkDocs says, in sentences."""

from __future__ import annotations

from handbook.content import ContentProblems
from handbook.site.pages import SiteError, in_a_sentence

SYNTAX = """[macros] - ERROR # _Macro Syntax Error_

_File_: `calculators/index.md`

_Line 5 in Markdown file:_ **unexpected '}', expected ')'**
```markdown
{{ calculators_list( }}
```
"""
UNKNOWN = """[macros] - ERROR # _Macro Rendering Error_

_File_: `calls.md`

_UndefinedError_: 'figur' is undefined

```
Traceback (most recent call last):
```
"""


def test_a_macro_that_cannot_be_read_names_file_line_and_remedy() -> None:
    assert in_a_sentence(SYNTAX) == (
        "docs/calculators/index.md, line 5: unexpected '}', expected ')'. "
        "Check what stands between double braces there."
    )


def test_a_macro_that_does_not_exist_is_named() -> None:
    assert in_a_sentence(UNKNOWN) == (
        "docs/calls.md: 'figur' is undefined. Check what stands between double braces there."
    )


def test_other_warnings_are_left_as_they_are() -> None:
    assert in_a_sentence("Doc file contains a link 'x.md'") == "Doc file contains a link 'x.md'"


def test_problems_of_pages_are_said_like_any_other_problem_of_the_content() -> None:
    error = SiteError(["docs/a.md: One. Mend it.", "/b/: Two. Mend it."])
    assert isinstance(error, ContentProblems)
    assert str(error) == "docs/a.md: One. Mend it.\n/b/: Two. Mend it."
    assert [str(each) for each in error.problems] == str(error).splitlines()
