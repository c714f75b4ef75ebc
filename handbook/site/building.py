"""Builds the whole site: content, pages, packed Python, headers; and proves the pages.

Also run as ``python -m handbook.site.building ROOT OUT`` by the preview, each build afresh.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from calculators import browser
from calculators.core.wording import long_date
from calculators.registry import CALCULATORS
from handbook.consistency.checks import load_and_check
from handbook.consistency.known import load_checked
from handbook.content import Content, ContentProblems
from handbook.runtime.pack import PackingFailed, pack
from handbook.site import csp, hosting
from handbook.site.context import Site
from handbook.site.pages import SiteError, build_pages
from handbook.site.proof import prove
from handbook.site.writing import CannotWrite, example_of

Say = Callable[[str], None]
#: Where the site is published; also read by ``mkdocs.yml``.
ADDRESS = "HANDBOOK_URL"


def build_site(
    root: Path,
    *,
    at: dt.date,
    out: Path,
    url: str = "",
    thorough: bool = False,
    check: bool = False,
    drafts: bool = False,
    say: Say = print,
) -> None:
    """Build the site into a folder, replacing what is there once all is well.

    Args:
        root: The repository.
        at: The day the pages are for.
        out: The folder to write.
        url: Where it will be published; else the environment's HANDBOOK_URL, else local.
        thorough: Whether to spend a minute more on making the first download smaller.
        check: Whether words and code must agree first, as in “handbook check”. What is published
            must; a preview shows pages while they are being written.
        drafts: Whether versions that nobody has approved are shown, marked as drafts. What is built
            so is a preview and is not checked: a draft need not be finished.
        say: Takes a line about each stage.

    Raises:
        ContentProblems: If figures, policies or scenarios need attention.
        SiteError: If a page does, or Python cannot be packed. It is a kind of ContentProblems.
    """
    started = time.monotonic()
    say("Reading figures, policies and scenarios")
    # Pages may be for another day, but nothing may have been checked or approved after today.
    today = dt.date.today()  # noqa: DTZ011
    if check and not drafts:
        content, _ = load_and_check(root, today=today)
    else:
        content = load_checked(root, today=today, drafts=drafts)
    check_day(content, at)
    check_replaceable(out)
    figures = content.pack_json()
    cache = root / ".cache" / "runtime"
    cache.mkdir(parents=True, exist_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=cache) as aside,
        tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as beside,
    ):
        try:
            golden = golden_cases(content, figures)
            packed = pack(
                root / "calculators", figures, golden, Path(aside), cache, say, thorough=thorough
            )
        except (CannotWrite, PackingFailed) as why:
            raise SiteError([str(why)]) from why
        address = f"{hosting.RUNTIME_FOLDER}/{packed.name}/"
        made = Path(beside, "site")
        write_site(Site(root, content, at, address), made, url, runtime=packed.folder, say=say)
        put_in_place(made, out, Path(beside, "old"))
    pages = sum(1 for _ in out.rglob("*.html"))
    say(f"Built {pages} pages in {time.monotonic() - started:.1f} seconds")


def check_day(content: Content, day: dt.date) -> None:
    """Make sure that there is something to build for a day.

    Raises:
        SiteError: If it lies before the first text or after the last day any figure is held.
    """
    firsts = [each.first_day for policy in content.documents for each in policy.versions]
    lasts = [each.figure.verified_to for each in content.figures.values()]
    if firsts and day < min(firsts):
        raise SiteError(
            [
                f"The handbook holds nothing for {long_date(day)}: its first policy is in force "
                f"from {long_date(min(firsts))}. Choose that day or a later one."
            ]
        )
    if lasts and day > max(lasts):
        raise SiteError(
            [
                f"The handbook holds nothing for {long_date(day)}: no figure is held after "
                f"{long_date(max(lasts))}. Choose an earlier day, or enter figures for later."
            ]
        )


def check_replaceable(out: Path) -> None:
    """Make sure that what a build replaces is an earlier build, or nothing.

    Raises:
        SiteError: If the folder holds something else.
    """
    built = out.is_dir() and (not any(out.iterdir()) or (out / "index.html").is_file())
    if out.exists() and not built:
        raise SiteError(
            [f"{out} holds something that is not a built site. Choose another place with --out."]
        )


def put_in_place(made: Path, out: Path, old: Path) -> None:
    """Put a finished build where the earlier one was; a build that failed never gets here."""
    if out.exists():
        out.rename(old)
    made.rename(out)


def write_site(site: Site, out: Path, url: str, *, runtime: Path | None, say: Say) -> None:
    """Write the pages, put the packed Python beside them, prove the lot, and write the headers.

    Raises:
        SiteError: If a page needs attention.
    """
    say("Writing the pages")
    build_pages(site, out, url or os.environ.get(ADDRESS, ""))
    if runtime is not None:
        shutil.copytree(runtime, out / site.runtime_address)
    say("Checking every page and link")
    if found := prove(out):
        raise SiteError(found)
    hosting.write_hosting_files(out, csp.policy(csp.site_hashes(out)))


def golden_cases(content: Content, figures: str) -> list[dict[str, str]]:
    """Each calculator's worked example and its answer here, which the browser's must equal."""
    browser.hold(figures)
    cases = []
    for calculator in CALCULATORS:
        inputs = json.dumps(example_of(content, calculator).inputs, default=str)
        answer = browser.answer(calculator, inputs)
        cases.append({"calculator": calculator, "inputs": inputs, "answer": answer})
    return cases


def main() -> int:
    """Build once, saying what goes wrong in sentences; the exit code is 1 if anything did."""
    parser = argparse.ArgumentParser(description="Build the handbook's site.")
    parser.add_argument("root", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--at", type=dt.date.fromisoformat, required=True)
    parser.add_argument("--url", default="")
    parser.add_argument("--drafts", action="store_true")
    given = parser.parse_args()
    try:
        build_site(given.root, at=given.at, out=given.out, url=given.url, drafts=given.drafts)
    except ContentProblems as why:
        print(why, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
