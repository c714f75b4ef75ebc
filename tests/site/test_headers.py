"""The Content-Security-Policy, and the files that make servers send it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from handbook.site import csp, hosting

PAGE = """<script>first()</script><script src="a.js"></script>
<script type="application/json">{"not": "code"}</script><script type="module">second()</script>"""


def test_only_code_in_the_page_itself_needs_a_hash() -> None:
    assert csp.inline_scripts(PAGE) == ["first()", "second()"]


def test_a_hash_is_the_one_a_browser_computes() -> None:
    digest = base64.b64encode(hashlib.sha256(b"first()").digest()).decode()
    assert csp.source_hash("first()") == f"'sha256-{digest}'"


def test_hashes_come_from_every_page_once_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("index.html", "deep/index.html"):
        (tmp_path / name).write_text(PAGE)
    expected = sorted(map(csp.source_hash, ("first()", "second()")))
    assert list(csp.site_hashes(tmp_path)) == expected


def test_the_policy_lets_only_our_own_files_run() -> None:
    rules = {
        each.split(" ")[0]: each.split(" ")[1:] for each in csp.policy(["'sha256-x'"]).split("; ")
    }
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == ["'self'", "'wasm-unsafe-eval'", "'sha256-x'"]
    allowed = {source for sources in rules.values() for source in sources}
    assert allowed == {"'none'", "'self'", "'wasm-unsafe-eval'", "'sha256-x'", "data:"}


@pytest.fixture
def written(tmp_path: Path) -> dict[str, str]:
    policy = csp.policy([csp.source_hash("first()")])
    return {path.name: path.read_text() for path in hosting.write_hosting_files(tmp_path, policy)}


def test_every_server_sends_the_same_policy(written: dict[str, str]) -> None:
    expected = csp.policy([csp.source_hash("first()")])
    assert set(written) == {"_headers", ".htaccess", "web.config", "nginx.conf"}
    assert {hosting.policy_in(text) for text in written.values()} == {expected}


def test_nginx_repeats_the_policy_where_it_would_be_lost(written: dict[str, str]) -> None:
    assert written["nginx.conf"].count("Content-Security-Policy") == 2


@pytest.mark.parametrize("name", ["_headers", ".htaccess", "web.config", "nginx.conf"])
def test_every_server_knows_the_types_and_keeps_the_runtime(
    name: str, written: dict[str, str]
) -> None:
    assert "application/wasm" in written[name]
    assert "365.00:00:00" in written[name] or hosting.FOR_EVER in written[name]
    assert "nosniff" in written[name]


def test_the_iis_file_is_well_formed(written: dict[str, str]) -> None:
    root = ElementTree.fromstring(written["web.config"])
    names = [each.get("name") for each in root.iter("add") if each.get("name")]
    assert names[0] == "Content-Security-Policy"


def test_a_file_without_a_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="no Content-Security-Policy"):
        hosting.policy_in("nothing here")
