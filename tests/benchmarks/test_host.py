"""The measuring host: shipped headers, compressed copies, kept files, a line of limited speed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from benchmarks.building import port_of
from benchmarks.host import SLACK, SUBFOLDER, Host, Line, rules
from benchmarks.reader import CannotMeasure
from handbook.site import hosting

POLICY = "default-src 'none'; script-src 'self'"
PAGE = b"<!doctype html><title>Home</title>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of three files, with the settings that a build writes."""
    folder = tmp_path / "site"
    runtime = folder / "runtime" / "abc"
    runtime.mkdir(parents=True)
    (folder / "index.html").write_bytes(PAGE)
    (runtime / "image.wasm").write_bytes(b"\0asm" * 100)
    (runtime / "image.wasm.br").write_bytes(brotli.compress(b"\0asm" * 100))
    (runtime / "image.wasm.gz").write_bytes(gzip.compress(b"\0asm" * 100))
    (runtime / "site.zip").write_bytes(b"PK")
    hosting.write_hosting_files(folder, POLICY)
    return folder


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    """The host of that site, answering."""
    with Host(site) as made:
        yield made


def ask(host: Host, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    """One request on a connection of its own."""
    connection = HTTPConnection(urlsplit(host.address).netloc, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=named)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_pages_come_from_a_subfolder_with_the_shipped_headers(host: Host) -> None:
    response, body = ask(host, SUBFOLDER)
    assert body == PAGE
    assert response.getheader("Content-Type") == "text/html"
    assert response.getheader("Content-Security-Policy") == POLICY
    assert response.getheader("Cache-Control") == hosting.ASK_FIRST
    for name, value in hosting.HEADERS.items():
        assert response.getheader(name) == value


def test_the_runtime_may_be_kept_for_ever_and_has_its_own_types(host: Host) -> None:
    response, _ = ask(host, SUBFOLDER + "runtime/abc/image.wasm")
    assert response.getheader("Cache-Control") == hosting.FOR_EVER
    assert response.getheader("Content-Type") == "application/wasm"


@pytest.mark.parametrize(
    ("accepted", "sent"), [("gzip, deflate, br", "br"), ("gzip, deflate", "gzip"), ("", None)]
)
def test_a_copy_is_sent_in_the_best_compression_the_browser_takes(
    host: Host, accepted: str, sent: str | None
) -> None:
    response, body = ask(host, SUBFOLDER + "runtime/abc/image.wasm", Accept_Encoding=accepted)
    assert response.getheader("Content-Encoding") == sent
    opened = {"br": brotli.decompress, "gzip": gzip.decompress}.get(sent or "", bytes)(body)
    assert opened == b"\0asm" * 100


def test_words_without_a_copy_are_compressed_and_other_files_are_not(host: Host) -> None:
    response, body = ask(host, SUBFOLDER, Accept_Encoding="gzip, br")
    assert response.getheader("Content-Encoding") == "br"
    assert brotli.decompress(body) == PAGE
    response, body = ask(host, SUBFOLDER + "runtime/abc/site.zip", Accept_Encoding="gzip, br")
    assert response.getheader("Content-Encoding") is None
    assert body == b"PK"


def test_a_host_without_copies_sends_files_as_they_are(host: Host) -> None:
    host.compressions = ()
    for path in ("", "runtime/abc/image.wasm"):
        response, _ = ask(host, SUBFOLDER + path, Accept_Encoding="gzip, br")
        assert response.getheader("Content-Encoding") is None


def test_a_kept_copy_that_is_still_right_is_not_sent_again(host: Host) -> None:
    first, _ = ask(host, SUBFOLDER)
    again, body = ask(host, SUBFOLDER, If_None_Match=first.getheader("ETag") or "")
    assert again.status == HTTPStatus.NOT_MODIFIED
    assert body == b""


@pytest.mark.parametrize(
    "path", ["/", "/elsewhere/", f"{SUBFOLDER}no-such-page", f"{SUBFOLDER}../../../etc/hostname"]
)
def test_nothing_outside_the_site_is_served(host: Host, path: str) -> None:
    assert ask(host, path)[0].status == HTTPStatus.NOT_FOUND


def test_one_connection_carries_many_requests_and_every_byte_is_counted(host: Host) -> None:
    connection = HTTPConnection(urlsplit(host.address).netloc, timeout=10)
    for _ in range(3):
        connection.request("GET", SUBFOLDER + "runtime/abc/site.zip")
        response = connection.getresponse()
        assert not response.will_close
        assert response.read() == b"PK"
    connection.close()
    assert list(host.sent) == ["runtime/abc/site.zip"]
    head = 12 + len(f"Content-Security-Policy: {POLICY}")
    assert host.sent.total() > 3 * (head + 2)


@pytest.mark.parametrize(("mistake", "told"), [(ConnectionResetError, False), (KeyError, True)])
def test_a_browser_that_leaves_is_no_mistake_to_print(
    host: Host, capsys: pytest.CaptureFixture[str], mistake: type[Exception], told: bool
) -> None:
    try:
        raise mistake
    except mistake:
        host._server.handle_error(None, ("127.0.0.1", 0))
    assert (mistake.__name__ in capsys.readouterr().err) is told


def test_a_line_spreads_bytes_over_time_and_is_shared() -> None:
    now, slept = [100.0], []
    line = Line(8, clock=lambda: now[0], sleep=slept.append)  # a million bytes a second
    line.send(500_000)
    line.send(500_000)  # at the same moment: after the first
    assert slept == pytest.approx([0.5 - SLACK, 1.0 - SLACK])


def test_a_line_that_was_idle_does_not_save_up_speed() -> None:
    now, slept = [100.0], []
    line = Line(8, clock=lambda: now[0], sleep=slept.append)
    line.send(1_000_000)
    now[0] += 60
    line.send(1_000_000)
    assert slept[1] == pytest.approx(1 - SLACK)


def test_rules_are_read_as_the_build_writes_them() -> None:
    text = "/*\n  X-One: a: b\n/runtime/*\n  X-Two: c\n"
    assert rules(text) == [("/*", {"X-One": "a: b"}), ("/runtime/*", {"X-Two": "c"})]


def test_the_port_of_a_built_site_is_the_one_it_was_built_for(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="{}">'
    here = link.format("http://127.0.0.1:8765/income/handbook/")
    (tmp_path / "index.html").write_text(here, encoding="utf-8")
    assert port_of(tmp_path) == 8765
    there = link.format("https://intranet.example/handbook/")
    (tmp_path / "index.html").write_text(there, encoding="utf-8")
    with pytest.raises(CannotMeasure, match="another place"):
        port_of(tmp_path)
