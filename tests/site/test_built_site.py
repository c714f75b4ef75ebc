"""The handbook's own pages, built: what a reader, a browser and a manager rely on."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup

from calculators.registry import CALCULATORS
from handbook.content.ledger import fingerprint
from handbook.site import csp, hosting
from handbook.site.proof import prove
from handbook.site.writing import ONWARD

ROOT = Path(__file__).resolve().parents[2]
POLICY = "policies/rent-collection-and-arrears"


def soup(site: Path, address: str = "") -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "html.parser")


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


def test_every_page_is_fit_to_publish(site: Path) -> None:
    assert prove(site) == []


def test_the_shipped_policy_permits_exactly_the_scripts_in_the_pages(site: Path) -> None:
    expected = csp.policy(csp.site_hashes(site))
    for name in ("_headers", ".htaccess", "web.config", "nginx.conf"):
        assert hosting.policy_in((site / name).read_text()) == expected, name


def test_few_scripts_need_a_hash(site: Path) -> None:
    # Material's own: where the site starts (once for each depth), the palette, and tabs.
    assert len(csp.site_hashes(site)) <= 12


def test_every_page_has_one_heading_a_title_and_a_language(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert len(page.find_all("h1")) == 1, path
        assert page.title is not None
        assert page.title.get_text(strip=True), path
        assert page.html is not None
        assert page.html["lang"] == "en"


def test_landmarks_and_buttons_have_names(site: Path) -> None:
    page = soup(site)
    names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.find_all("nav")]
    assert all(names)
    assert len(names) == len(set(names))
    for button in page.find_all("button"):
        assert button.get("aria-label") or button.get_text(strip=True)
    assert page.find(attrs={"role": "dialog"}) is None
    assert page.find(attrs={"role": "search"})["aria-label"]  # type: ignore[index]


def test_every_calculator_has_its_page_with_form_and_worked_answer(site: Path) -> None:
    for calculator in CALCULATORS:
        page = soup(site, f"calculators/{calculator.replace('_', '-')}")
        assert page.find("handbook-calculator", calculator=calculator)
        example = page.find(class_="ih-example")
        assert example is not None
        assert example.find(class_="ih-answer")


def test_the_menu_leads_to_every_calculator(site: Path) -> None:
    menu = soup(site, "calculators").select("#ih-menu a")
    assert all(link.get("href") for link in menu)
    for calculator in CALCULATORS:
        assert f"{calculator.replace('_', '-')}/" in {link["href"] for link in menu}


def test_search_finds_what_a_calculator_is_about_and_not_the_words_of_its_form(site: Path) -> None:
    found = json.loads((site / "search" / "search_index.json").read_text())["docs"]
    pages = {each["location"]: each for each in found}
    text = pages["calculators/court-readiness/"]["text"]
    assert "Use this before a claim goes to court" in text
    for noise in ("Not known yet", "Why we ask", "Clear everything", "Date the answer is for"):
        assert noise not in text
    assert not pages["calculators/court-readiness/#worked-example"]["text"].strip()
    assert not [each for each in found if each["title"] in ("There is a problem", "Answer")]


def test_every_calculator_says_where_to_go_on_to(site: Path) -> None:
    assert ONWARD.keys() == CALCULATORS.keys()
    page = soup(site, "calculators/arrears-position")
    links = [link["href"] for link in page.select(".ih-onward a")]
    assert "../repayment-plan/" in links
    assert links[-1] == "../../case-sheet/"


def test_clauses_in_a_worked_answer_are_links(site: Path) -> None:
    page = soup(site, "calculators/repayment-plan")
    links = page.select(".ih-example a.ih-clause")
    assert links
    assert all(link["href"].startswith("../../policies/") for link in links)


def test_old_and_future_states_say_so_and_stay_out_of_search(site: Path) -> None:
    past = words(soup(site, f"{POLICY}/2025-04-07"))
    assert "No longer in force" in past
    future = words(soup(site, f"{POLICY}/2027-04-01"))
    assert "Not yet in force" in future
    found = json.loads((site / "search" / "search_index.json").read_text())["docs"]
    assert not [each for each in found if re.search(r"/20\d\d-\d\d-\d\d/", each["location"])]


def test_the_plain_address_is_the_state_in_force(
    earlier_site: Path, build_real: Callable[..., Path]
) -> None:
    before = words(soup(earlier_site, POLICY))
    assert "Version 1.0" in before
    assert "usually lasts no longer than 12 months" in before
    on_the_day = words(soup(build_real(dt.date(2026, 4, 6)), POLICY))
    assert "Version 2.0" in on_the_day
    assert "usually lasts no longer than 24 months" in on_the_day


def test_states_link_to_their_neighbours(site: Path) -> None:
    page = soup(site, f"{POLICY}/2026-04-06")
    links = {link["href"] for link in page.select(".ih-summary--page a")}
    assert links == {"../2026-04-01/", "../2027-04-01/"}


def test_every_body_of_figures_has_its_states_each_with_what_changed(site: Path) -> None:
    page = soup(site, "figures/landlord/2026-04-06")
    assert "From 6 April 2026 the least we usually agree from one person aged 25 or over" in words(
        page
    )
    assert "rises from £40.01 to £42.49 a month." in words(page)
    sides = [
        [cell.get_text() for cell in row.find_all("td")]
        for row in page.select(".ih-changes__body tbody tr")
    ]
    assert ["£40.01 a month", "£42.49 a month"] in sides
    assert page.select_one('.ih-summary--page a[href="../2025-04-07/"]')
    before = soup(site, "figures/landlord/2025-04-07")
    assert "No longer in force" in words(before)
    assert "£40.01 a month" in words(before)
    assert "£42.49 a month" not in words(before)
    for group in (site / "figures").iterdir():
        if group.is_dir():
            assert [each for each in group.iterdir() if each.is_dir()], group


def test_words_that_changed_stand_side_by_side(site: Path) -> None:
    page = soup(site, f"{POLICY}/2026-04-06")
    table = page.select_one(".ih-diff--sides table")
    assert table is not None
    heads = [each.get_text() for each in table.select("thead th")]
    assert heads == ["Until 5 April 2026", "From 6 April 2026"]


def test_the_changes_page_lists_what_is_coming_soonest_first_and_the_rest_newest_first(
    site: Path,
) -> None:
    page = soup(site, "changes")
    coming = [str(each["id"]) for each in page.select("#coming h3")]
    assert coming
    assert coming == sorted(coming)
    assert coming[0] > "2026-11-22"
    changed = [str(each["id"]) for each in page.select("#changed h3")]
    assert changed == sorted(changed, reverse=True)
    assert changed[0] <= "2026-11-22"
    assert len(page.select(".ih-changes-of-a-day")) == len(coming) + len(changed)
    text = words(page)
    assert "Rent Collection and Arrears Management, version 2.0" in text
    assert "Approved by the cabinet on 10 March 2026" in text
    assert "rises from £40.01 to £42.49 a month." in text
    assert "4.5% a year. expected, not yet confirmed" in text


def test_the_feed_is_whole_and_the_same_on_any_day(site: Path, earlier_site: Path) -> None:
    feed = (site / "changes" / "feed.xml").read_text(encoding="utf-8")
    atom = "{http://www.w3.org/2005/Atom}"
    top = ET.fromstring(feed)
    ids = [each.findtext(f"{atom}id") for each in top.iter(f"{atom}entry")]
    assert len(ids) > 20
    assert len(ids) == len(set(ids))
    assert top.findtext(f"{atom}updated")
    for link in top.iter(f"{atom}link"):
        address = link.attrib["href"].removeprefix("http://127.0.0.1:8000/").partition("#")[0]
        assert (site / address).exists(), address
    assert (earlier_site / "changes" / "feed.xml").read_text("utf-8") == feed


def test_the_review_page_lists_what_is_due_and_what_is_not_sure(
    site: Path, build_real: Callable[..., Path]
) -> None:
    page = soup(site, "review")
    tags = {str(each["data-by"]): each.get_text() for each in page.select(".ih-due")}
    assert tags["2028-03-31"] == ""
    assert tags["2027-04-04"] == ""
    assert "Expected, not yet confirmed" in words(page)
    assert "Read with medium confidence" in words(page)
    later = soup(build_real(dt.date(2027, 4, 5)), "review")
    tags = {str(each["data-by"]): each.get_text() for each in later.select(".ih-due")}
    assert tags["2027-04-04"] == "overdue"


def test_each_text_ends_with_its_record(site: Path) -> None:
    for address in (POLICY, f"{POLICY}/2026-04-06"):
        record = soup(site, address).select_one(".ih-record")
        assert record is not None
        text = words(record)  # type: ignore[arg-type]
        for part in (
            "Model Landlord",
            "2.0, in force from 6 April 2026",
            "By the cabinet, 10 March 2026. Cabinet, 10 March 2026",
            "In the ledger of approved text on 22 November 2026",
            "policies/rent-collection-and-arrears/2026-04-06/",
        ):
            assert part in text
        file = ROOT / "policies" / "rent-collection-and-arrears" / "2026-04-06.md"
        assert fingerprint(file) in text.replace(" ", "")


def test_a_page_in_force_carries_the_dates_that_tell_a_stale_copy(site: Path) -> None:
    place = soup(site, POLICY).find(class_="ih-out-of-date")
    assert place is not None
    assert place["data-last"] == "2027-03-31"
    assert place["data-next"] == "2027-04-01/"
    assert place["data-checked"] > "2026-11-22"
    assert not place.get_text(strip=True)


def test_figures_quoted_on_a_page_lead_to_their_entries(site: Path) -> None:
    links = soup(site, POLICY).select("a.ih-figure-quote")
    assert len(links) > 20
    assert all(link["href"].startswith("../../figures/") and link["title"] for link in links)


def test_the_site_works_from_a_subfolder(build_real: Callable[..., Path]) -> None:
    out = build_real(url="https://intranet.example/income/handbook/")
    assert prove(out) == []
    page = soup(out, POLICY)
    canonical = page.find("link", rel="canonical")
    assert canonical is not None
    assert canonical["href"] == f"https://intranet.example/income/handbook/{POLICY}/"
    for script in page.find_all("script", src=True):
        assert script["src"].startswith("../../")
    not_found = (out / "404.html").read_text()
    assert 'src="/income/handbook/assets/' in not_found


def test_two_builds_of_the_same_day_are_the_same(
    site: Path, build_real: Callable[..., Path]
) -> None:
    again = build_real()
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site)
        assert path.read_bytes() == (again / name).read_bytes(), name
