"""axe-core finds nothing on any page: WCAG 2.2 A and AA, and what it calls best practice."""

import json

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page

from netwerk.accounts.models import Role
from tests.browser.conftest import DESK, PHONE, Open
from tests.city_pages import LANGUAGES, PAGES, addresses, one_address
from tests.people import code_of_app, give_app, person

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()
RUN = f"axe.run({json.dumps({'runOnly': RULES, 'resultTypes': ['violations']})})"


def violations(page: Page, *schemes: str) -> list[str]:
    """What axe finds on the page as it is now, light and dark: the rule and the first element it holds for."""
    page.evaluate(AXE.axe_script)
    told = []
    for scheme in schemes or ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for found in page.evaluate(RUN)["violations"]:
            nodes = [node["html"][:160] + " " + (node.get("failureSummary") or "") for node in found["nodes"][:2]]
            told.append(f"{scheme}: {found['id']}, {len(found['nodes'])} times: {nodes}")
    return told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, language: str, visit: Open) -> None:
    page = visit(one_address(name, language), PHONE, bypass_csp=True)
    assert violations(page) == []
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_the_smallest_phone_and_with_letters_twice_as_large(name: str, visit: Open) -> None:
    page = visit(one_address(name, "nl"), {"width": 320, "height": 640}, bypass_csp=True)
    assert violations(page, "light") == []
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert violations(page, "light") == []


@pytest.mark.parametrize("name", ["initiative", "district_list", "meeting", "agenda_item", "action", "edition"])
def test_axe_finds_nothing_in_the_other_states(name: str, visit: Open) -> None:
    page = visit("/", PHONE, bypass_csp=True)
    found = {}
    for address in addresses(name, "nl")[:8]:
        page.goto(address)
        if told := violations(page):
            found[address] = told
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_way_in(language: str, visit: Open, mailoutbox: list) -> None:
    cache.clear()
    user = person(Role.COORDINATOR, f"axe-{language}@example.org")
    give_app(user)
    RecoveryCodes.activate(user)
    with override(language):
        address = reverse("account_login")
    page = visit(address, PHONE, bypass_csp=True)
    assert violations(page) == []
    page.locator("main input[name=email]").fill("geen adres")
    page.locator("main form").evaluate("form => { form.noValidate = true }")
    page.locator("main form button").first.click()
    assert violations(page) == []
    page.locator("main input[name=email]").fill(user.email)
    page.locator("main form button").first.click()
    assert violations(page) == []
    code = next(part for part in str(mailoutbox[-1].body).split() if part[:4].isdigit() and "-" in part)
    page.locator("main input[name=code]").fill(code)
    page.locator("main form button").first.click()
    assert violations(page) == []
    page.locator("main input[name=code]").fill(code_of_app())
    page.locator("main form button").first.click()
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        with override(language):
            page.goto(reverse(name))
        assert violations(page) == [], name


@pytest.mark.parametrize("address", ["/bestaat/niet/", "/en/does/not/exist/"])
def test_axe_finds_nothing_on_the_page_for_what_is_not_there(address: str, visit: Open, seen) -> None:
    page = visit(address, PHONE, bypass_csp=True)
    seen.complaints.clear()  # the browser notes the 404
    assert violations(page) == []
