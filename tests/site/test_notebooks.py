"""Notebooks become pages of our own."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from handbook.site.notebooks import fenced, notebook_page


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    rich = {"text/html": "<style>p{}</style><script>x()</script>", "text/plain": "plain"}
    cells = [
        new_markdown_cell("# A title\n\nText with {{ braces }}."),
        new_code_cell(
            "print(1)",
            outputs=[
                new_output("stream", text="1\n"),
                new_output("execute_result", data=rich),
                new_output("display_data", data={"text/markdown": "**bold**", "text/plain": "x"}),
            ],
        ),
        new_code_cell("   "),
    ]
    path = tmp_path / "my_case.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_text_code_and_what_it_printed_are_kept_in_order(notebook: Path) -> None:
    title, text = notebook_page(notebook)
    assert title == "A title"
    places = [
        text.index(each)
        for each in ("# A title", "print(1)", "```{ .text .ih-printed }\n1", "plain", "**bold")
    ]
    assert places == sorted(places)


def test_html_that_a_cell_printed_is_left_out(notebook: Path) -> None:
    _, text = notebook_page(notebook)
    assert "<script" not in text
    assert "<style" not in text


def test_braces_are_shown_and_not_run(notebook: Path) -> None:
    _, text = notebook_page(notebook)
    assert text.startswith("{% raw %}")
    assert text.endswith("{% endraw %}")


def test_a_fence_is_longer_than_any_inside_it() -> None:
    assert fenced("````", "text") == "`````text\n````\n`````"
