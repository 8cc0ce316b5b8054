"""A council member with two minutes, and one sheet of paper."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import DESK, Open


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_from_the_message_to_what_came_of_it(visit: Open) -> None:
    page = visit("/", DESK)
    page.get_by_role("link", name="Onze boodschap", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.locator("main .toc a").first.click()
    assert page.url.endswith("#punt-1")

    page.locator("main a[href*='/afspraken/A-']").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    action = page.get_by_role("heading", level=1).inner_text()

    page.locator("main a[href*='/bijeenkomsten/2']").first.click()
    expect(page.locator("main").get_by_role("link", name=action).first).to_be_visible()


def test_the_message_prints_on_one_sheet(visit: Open) -> None:
    page = visit("/boodschap/", DESK)
    pdf = page.pdf(prefer_css_page_size=True, format="A4")
    assert pages_of(pdf) == 2


def test_what_is_printed_needs_no_folding_out(visit: Open) -> None:
    page = visit("/boodschap/", DESK)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator("main").get_by_text("Wij vragen").first).to_be_visible()


def test_a_button_prints(visit: Open) -> None:
    page = visit("/boodschap/", DESK)
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print").click()
    assert page.title() == "printed"
