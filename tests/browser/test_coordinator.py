"""A coordinator who signs in with a code and a second factor, and publishes something."""

import re

from django.core import mail
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect

from initiatives.models import Organisation
from netwerk.accounts.models import Role, User
from tests.browser.conftest import DESK, Open
from tests.browser.test_accessibility import violations
from tests.factories import make_organisation
from tests.people import code_of_app, give_app, person


def sign_in_as(user: User, page: Page) -> None:
    """The way in with a code by mail and one from the app; it ends in the admin."""
    page.get_by_role("link", name="Inloggen", exact=True).click()
    page.get_by_label("Mailadres").fill(user.email)
    page.locator("main form button").first.click()
    page.wait_for_url("**/code/")
    code = re.search(r"\b\d{4}-\d{4}\b", str(mail.outbox[-1].body))
    assert code
    page.get_by_label("Code", exact=False).first.fill(code.group())
    page.locator("main form button").first.click()
    page.wait_for_url("**/tweede-stap/**")
    page.get_by_label("Code", exact=False).first.fill(code_of_app())
    page.locator("main form button").first.click()
    page.wait_for_url("**/beheer/")


def coordinator(email: str) -> User:
    cache.clear()
    user = person(Role.COORDINATOR, email)
    give_app(user)
    return user


def test_signing_in_and_publishing(visit: Open) -> None:
    user = coordinator("browser@example.org")
    organisation = make_organisation("Nieuwe soepgroep", status=Organisation.Status.PENDING)
    assert Client().get(organisation.get_absolute_url()).status_code == 404

    page = visit("/", DESK)
    sign_in_as(user, page)

    page.get_by_role("link", name="Organisaties", exact=True).first.click()
    page.locator("#searchbar").fill("soepgroep")
    page.locator("#searchbar").press("Enter")
    page.locator("input.action-select").check()
    page.locator("select[name=action]").select_option(label="Laat zien aan iedereen")
    page.locator("button[name=index]").click()
    expect(page.locator(".messagelist")).to_contain_text("1 is nu te zien voor iedereen.")

    organisation.refresh_from_db()
    assert organisation.status == Organisation.Status.PUBLISHED
    assert Client().get(organisation.get_absolute_url()).status_code == 200
    assert organisation.history.first().history_user == user


def test_what_visitors_told_is_read_and_put_on_the_site_from_the_desk(visit: Open) -> None:
    page = visit("/", DESK, bypass_csp=True)
    sign_in_as(coordinator("desk@example.org"), page)
    page.goto("/")
    page.get_by_role("link", name="Mijn werk").click()
    expect(page.get_by_role("heading", name="Naaiclub De Losse Draad")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("Zet op de site.*Losse Draad")).click()
    expect(page.get_by_role("status")).to_contain_text("Het initiatief staat op de site.")
    expect(page.get_by_role("heading", name="Naaiclub De Losse Draad")).to_have_count(0)
    assert Client().get("/initiatieven/naaiclub-de-losse-draad/").status_code == 200
