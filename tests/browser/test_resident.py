"""Somebody on a phone who wonders what there is to do in the neighbourhood."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open

WAYS_TO_JOIN = "main a[href^='tel:'], main a[href^='mailto:']"


def expect_a_way_to_join(page: Page) -> None:
    expect(page.locator(WAYS_TO_JOIN).first).to_be_visible()


def test_something_to_join_is_three_taps_away_by_the_map(visit: Open) -> None:
    page = visit("/", PHONE, touch=True)
    page.locator("svg a", has_text="Overvecht").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Overvecht")
    page.locator("main .card a").first.tap()
    expect(page).to_have_url(re.compile("/initiatieven/[a-z]"))
    expect_a_way_to_join(page)


def test_something_to_join_is_two_taps_away_for_who_wants_to_help(visit: Open) -> None:
    page = visit("/", PHONE, touch=True)
    page.get_by_role("link", name="Doe mee in je buurt").tap()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("die mensen zoeken")
    page.locator("main .card a").first.tap()
    expect_a_way_to_join(page)


def test_a_meeting_to_go_to_is_two_taps_away(visit: Open) -> None:
    page = visit("/", PHONE, touch=True)
    page.get_by_role("link", name="Kom naar een bijeenkomst").first.tap()
    page.locator("main .meet a").first.tap()
    expect(page.get_by_role("link", name="Ik kom ook")).to_be_visible()
    expect_a_way_to_join(page)


@pytest.mark.parametrize("typed", ["3562", "3562 AB", "overvecht"])
def test_a_postcode_or_a_name_leads_to_the_district(typed: str, visit: Open) -> None:
    page = visit("/", PHONE, touch=True)
    page.get_by_label("Waar woon je?").fill(typed)
    page.get_by_role("button", name="Kijk").tap()
    expect(page).to_have_url(re.compile("/wijken/overvecht/$"))
    expect(page.locator("main .card").first).to_be_visible()


def test_a_postcode_of_elsewhere_is_told_beside_the_field(visit: Open) -> None:
    page = visit("/", PHONE, touch=True)
    page.get_by_label("Waar woon je?").fill("9999")
    page.get_by_role("button", name="Kijk").tap()
    expect(page.get_by_text("Deze postcode ligt niet in Utrecht").first).to_be_visible()
    expect(page.get_by_label("Waar woon je?")).to_have_attribute("aria-invalid", "true")


def test_the_same_page_is_there_in_english(visit: Open) -> None:
    page = visit("/wijken/overvecht/", PHONE, touch=True)
    page.get_by_role("link", name="English").tap()
    expect(page).to_have_url(re.compile("/en/districts/overvecht/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_filters_work_without_a_script(visit: Open) -> None:
    page = visit("/initiatieven/", PHONE, touch=True, java_script_enabled=False)
    page.get_by_label("Wijk", exact=True).select_option("zuid")
    page.get_by_role("button", name="Laat zien").tap()
    expect(page).to_have_url(re.compile("wijk=zuid"))
    expect(page.get_by_role("heading", level=2).first).to_contain_text("in Zuid")
