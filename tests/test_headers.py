"""What every answer says to the browser, and what it does not leave behind."""

import pytest
from django.test import Client
from django.urls import reverse

from netwerk.accounts.models import Role
from tests.city_pages import PAGES, WITH_FORM, one_address
from tests.people import person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_city")]

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(header: str) -> dict[str, list[str]]:
    parts = [part.split() for part in header.split(";")]
    return {part[0]: part[1:] for part in parts}


@pytest.mark.parametrize("address", [*PAGES, "account_login", "admin:index", "missing"])
def test_every_answer_is_strict(address: str, client: Client) -> None:
    if address == "missing":
        url = "/bestaat/niet/"
    else:
        url = one_address(address, "nl") if address in PAGES else reverse(address)
    response = client.get(url)
    assert {name: response.get(name) for name in EXPECTED} == EXPECTED
    told = policy(response["Content-Security-Policy"])
    assert told["default-src"] == ["'self'"]
    assert told["object-src"] == ["'none'"]
    assert told["frame-ancestors"] == ["'none'"]
    assert told["base-uri"] == ["'self'"]
    assert told["form-action"] == ["'self'"]
    assert "unsafe-" not in response["Content-Security-Policy"]
    assert not [source for sources in told.values() for source in sources if source.startswith("http") or source == "*"]


def test_the_admin_is_as_strict_for_who_is_in_it(client: Client) -> None:
    sign_in(client, person(Role.COORDINATOR))
    response = client.get(reverse("admin:agenda_action_changelist"))
    assert response.status_code == 200
    assert "unsafe-" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", [name for name in PAGES if name not in WITH_FORM])
def test_a_visitor_who_reads_gets_no_cookie(name: str, client: Client) -> None:
    assert not client.get(one_address(name, "nl")).cookies
