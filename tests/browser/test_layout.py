"""Pages on small screens, with large letters, and by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Open
from tests.city_pages import LANGUAGES, PAGES, addresses, one_address

TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1);
    return document.documentElement.scrollWidth > width
        ? wide.slice(0, 3).map(e => e.outerHTML.slice(0, 120)) : [];
}"""
# Whether the focused element shows it, by an outline or a shadow of some width.
SHOWS_FOCUS = """() => {
    const e = document.activeElement, style = getComputedStyle(e);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const box = e.getBoundingClientRect();
    return {
        name: e.outerHTML.slice(0, 100), is_body: e === document.body, outlined: outlined || style.boxShadow !== "none",
        on_screen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_small_phone(language: str, visit: Open) -> None:
    page = visit("/", {"width": 320, "height": 640})
    found = {}
    for name in PAGES:
        for address in addresses(name, language)[:8]:
            page.goto(address)
            if wide := page.evaluate(TOO_WIDE):
                found[address] = wide
    assert found == {}


@pytest.mark.parametrize("width", [640, 1280])
def test_nothing_is_too_wide_with_letters_twice_as_large(width: int, visit: Open) -> None:
    page = visit("/", {"width": width, "height": 900})
    found = {}
    for name in PAGES:
        address = one_address(name, "nl")
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if wide := page.evaluate(TOO_WIDE):
            found[address] = wide
    assert found == {}


def test_the_first_stop_of_the_keyboard_is_the_way_to_the_content(visit: Open) -> None:
    page = visit("/", DESK)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**#inhoud")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("name", ["home", "initiative_list", "meeting", "action", "message"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_every_stop_of_the_keyboard_is_seen(name: str, viewport: dict[str, int], visit: Open) -> None:
    page = visit(one_address(name, "nl"), viewport)
    assert unseen_stops(page) == []


def unseen_stops(page: Page) -> list[str]:
    """The elements that get the focus by Tab and do not show it, or lie outside the screen."""
    unseen = []
    for _stop in range(40):
        page.keyboard.press("Tab")
        state = page.evaluate(SHOWS_FOCUS)
        if state["is_body"]:
            break
        if not (state["outlined"] and state["on_screen"]):
            unseen.append(state["name"])
    return unseen
