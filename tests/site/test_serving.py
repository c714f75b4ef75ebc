"""The preview: the shipped headers, the right types, and problems said in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watchdog.events import FileModifiedEvent

from handbook.site import csp, hosting
from handbook.site.serving import Preview, in_sentences

SCRIPT = "material()"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    made = Preview(tmp_path, 0, say=lambda _: None)
    site = tmp_path / "built"
    (site / "runtime" / "abc").mkdir(parents=True)
    (site / "index.html").write_text(f"<html><body><script>{SCRIPT}</script>Hello</body></html>")
    (site / "runtime" / "abc" / "x.wasm").write_bytes(b"\0asm")
    (site / "runtime" / "abc" / "x.mjs").write_text("export {}")
    hosting.write_hosting_files(site, csp.policy(csp.site_hashes(site)))
    made.server.root = str(site)
    yield made
    made.server.server_close()


def get(preview: Preview, path: str) -> tuple[str, dict[str, str], bytes]:
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        said.update(status=status, headers=dict(headers))

    body = b"".join(preview.respond({"PATH_INFO": path}, start))
    return said["status"], said["headers"], body


def test_pages_have_the_shipped_policy(preview: Preview) -> None:
    _, headers, _ = get(preview, "/")
    assert csp.source_hash(SCRIPT) in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_live_reload_script_alone_is_let_in_beside_it(preview: Preview) -> None:
    preview.server.watch(preview.server.root)  # MkDocs adds its script only while it watches
    _, headers, body = get(preview, "/")
    *_, injected = csp.inline_scripts(body.decode())
    assert "livereload" in injected
    policy = headers["Content-Security-Policy"]
    assert csp.source_hash(injected) in policy
    assert policy.count("sha256") == 2
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/runtime/abc/x.wasm", "application/wasm"), ("/runtime/abc/x.mjs", "text/javascript")],
)
def test_types_that_browsers_insist_on(preview: Preview, path: str, kind: str) -> None:
    _, headers, _ = get(preview, path)
    assert headers["Content-Type"] == kind
    assert headers["Cache-Control"] == hosting.FOR_EVER


def test_pages_are_asked_for_anew(preview: Preview) -> None:
    assert get(preview, "/")[1]["Cache-Control"] == hosting.ASK_FIRST


def test_a_missing_page_is_not_found(preview: Preview) -> None:
    assert get(preview, "/nowhere/")[0].startswith("404")


def test_a_problem_is_shown_in_sentences_until_it_is_put_right(preview: Preview) -> None:
    preview.problem = "policies/x.md, line 3: A <date> is wrong. Write it as 2027-04-05."
    status, headers, body = get(preview, "/")
    assert status.startswith("500")
    assert b"A &lt;date&gt; is wrong" in body
    assert "livereload" in body.decode()
    assert (
        csp.source_hash(csp.inline_scripts(body.decode())[-1])
        in (headers["Content-Security-Policy"])
    )
    preview.problem = ""
    assert b"Hello" in get(preview, "/")[2]


def test_a_failed_build_keeps_serving_and_says_why(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "policies" / "figures").mkdir(parents=True)
    preview = Preview(tmp_path, 0, say=said.append)  # a handbook without its landlord
    try:
        preview.build()
    finally:
        preview.server.server_close()
    assert "Traceback" not in preview.problem
    assert "policies/organisation.yaml" in preview.problem
    assert any("policies/organisation.yaml" in each for each in said)


def test_a_mistake_in_the_code_is_one_sentence_on_the_page() -> None:
    said = "Traceback (most recent call last):\n  File ...\nKeyError: 'x'\n"
    expected = "The handbook's own code stopped: KeyError: 'x'. The terminal shows where."
    assert in_sentences(said) == expected


@pytest.mark.parametrize(
    ("path", "builds"),
    [("docs/calls.md", True), ("calculators/__pycache__/x.pyc", False), ("docs/calls.md~", False)],
)
def test_only_edits_make_it_build_again(preview: Preview, path: str, builds: bool) -> None:
    folder = preview.root / "watched"
    folder.mkdir()
    preview.server.watch(str(folder))
    (handler,) = next(iter(preview.server.observer._handlers.values()))
    handler.dispatch(FileModifiedEvent(str(folder / path)))
    assert preview.server._want_rebuild is builds
