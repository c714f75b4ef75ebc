"""The proof of built pages finds what it should, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.site.proof import prove

GOOD = '<h1 id="top">Title</h1><a href="../">Up</a><a href="#top">Top</a>'


def built(folder: Path, html: str) -> list[str]:
    (folder / "page").mkdir()
    (folder / "index.html").write_text('<h1 id="home">Home</h1><a href="page/#top">Page</a>')
    (folder / "page" / "index.html").write_text(html)
    (folder / "file.css").write_text("")
    return prove(folder)


def test_a_good_page_passes(tmp_path: Path) -> None:
    assert built(tmp_path, GOOD + '<link rel="stylesheet" href="../file.css">') == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>{{ figure('x') }}</p>", "a macro was left unread"),
        ('<script src="https://cdn.example/x.js"></script>', "fetches https://cdn.example/x.js"),
        ('<link rel="stylesheet" href="//fonts.example/x">', "fetches //fonts.example/x"),
        ('<img src="http://elsewhere.example/x.png">', "fetches http://elsewhere.example"),
        ('<p style="color: red">', "inline style"),
        ("<style>p { color: red }</style>", "inline style"),
        ('<p onclick="go()">', "inline script"),
        ("<script>go()</script>", "inline script"),
        ('<a href="../nowhere/">x</a>', "the link ../nowhere/ leads nowhere"),
        ('<img src="missing.png">', "missing.png leads nowhere"),
        ('<a href="../#nowhere">x</a>', "names a place that is not on that page"),
        ('<a href="#nowhere">x</a>', "names a place that is not on that page"),
        ('<a href="/page/">x</a>', "starts at the top"),
        ('<p id="top"></p>', "the id “top” is there twice"),
    ],
)
def test_what_is_not_fit_to_publish_is_named(tmp_path: Path, html: str, said: str) -> None:
    (problem,) = built(tmp_path, GOOD + html)
    assert problem.startswith("/page/: ")
    assert said in problem


def test_code_samples_may_show_braces(tmp_path: Path) -> None:
    assert built(tmp_path, GOOD + '<code>{{ figure("x") }}</code>') == []


def test_links_to_other_sites_are_left_alone(tmp_path: Path) -> None:
    html = '<a href="https://www.gov.uk/bank-holidays">x</a><a href="mailto:a@b.example">y</a>'
    assert built(tmp_path, GOOD + html) == []
