"""Every page of the demonstration city, in every state, in both languages, for everyone."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from netwerk.accounts.models import Role
from netwerk.site.views import server_error
from tests import markup
from tests.city_pages import BY_DOING, LANGUAGES, NOT_PAGES, PAGES, WITH_FORM, addresses, our_patterns
from tests.people import person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_city")]

MOST_QUERIES = 12
MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def queries(client: Client, address: str) -> tuple[int, str]:
    """How many queries a page takes, and which; for the message of a test that fails."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured), "\n".join(str(query["sql"])[:200] for query in captured)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_gets_the_page_in_every_state(name: str, language: str, client: Client) -> None:
    shown = addresses(name, language)
    assert shown
    for address in shown:
        response = client.get(address)
        assert response.status_code == 200, address
        html = response.content.decode()
        assert f'<html lang="{language}">' in html, address
        assert markup.faults(html) == [], address
        assert set(response.cookies) <= ({"csrftoken"} if name in WITH_FORM else set()), address


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", PAGES)
def test_somebody_signed_in_gets_the_page_in_every_state(name: str, role: Role, client: Client) -> None:
    sign_in(client, person(role), second_factor=role != Role.EDITOR)
    for language in LANGUAGES:
        for address in addresses(name, language):
            response = client.get(address)
            assert response.status_code == 200, address
            # An editor sees what visitors see, an administrator what coordinators see: one reading is enough.
            if role == Role.COORDINATOR:
                assert markup.faults(response.content.decode()) == [], address


@pytest.mark.parametrize("name", sorted(PAGES.keys() - BY_DOING))
def test_a_page_takes_at_most_twelve_queries(name: str, client: Client) -> None:
    for address in addresses(name, "nl"):
        count, sql = queries(client, address)
        assert count <= MOST_QUERIES, f"{count} queries for {address}:\n{sql}"


def test_every_address_of_ours_has_its_pages_here() -> None:
    assert {pattern.name for pattern in our_patterns()} - NOT_PAGES.keys() == set(PAGES)


@pytest.mark.parametrize(
    ("name", "field"), [("initiative_list", "q"), ("district_list", "waar"), ("action_list", "punt")]
)
@pytest.mark.parametrize("typed", ["%00", "a%00b", "%FF", "'%22<script>", "%F0%9F%8D%B2" * 20, "x" * 5000])
def test_whatever_somebody_types_gets_an_answer(name: str, field: str, typed: str, client: Client) -> None:
    response = client.get(f"{reverse(name)}?{field}={typed}")
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there_says_so(language: str, client: Client) -> None:
    prefix = "/en" if language == "en" else ""
    for address in (f"{prefix}/bestaat/niet/", f"{prefix}/x", f"{reverse('initiative', args=['bestaat-niet'])}"):
        response = client.get(address)
        assert response.status_code == 404, address
        assert markup.faults(response.content.decode()) == [], address
        assert not response.cookies


def test_the_page_for_what_one_may_not_see_is_whole(client: Client) -> None:
    sign_in(client, person(Role.EDITOR), second_factor=False)
    response = client.get(reverse("admin:index"), follow=True)
    assert response.status_code == 403
    assert markup.faults(response.content.decode()) == []


def test_the_page_for_a_form_that_was_left_too_long_is_whole() -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"email": "a@example.org"})
    assert response.status_code == 403
    assert markup.faults(response.content.decode()) == []


@pytest.mark.parametrize(("address", "language"), [("/wijken/", "nl"), ("/en/districts/", "en")])
def test_the_page_for_a_fault_of_ours_needs_nothing(address: str, language: str, rf: RequestFactory) -> None:
    request = rf.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = server_error(request)
    html = response.content.decode()
    assert response.status_code == 500
    assert f'<html lang="{language}">' in html
    assert "030 000 00 00" in html
    assert markup.faults(html) == []
    assert len(captured) == 0


def test_a_fault_without_collected_files_or_templates_still_gets_a_page(rf: RequestFactory) -> None:
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}):
        response = server_error(rf.get("/"))
    assert "/static/site" in response.content.decode()
    with override_settings(TEMPLATES=[]):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "bel 030 000 00 00" in response.content.decode()


def test_a_request_for_another_host_gets_a_plain_page(client: Client) -> None:
    response = client.get("/", headers={"host": "elders.example"})
    assert response.status_code == 400
    assert markup.faults(response.content.decode()) == []


def test_a_form_with_an_odd_character_set_is_answered(client: Client) -> None:
    response = client.post(
        reverse("account_login"), "email=%FF", content_type="application/x-www-form-urlencoded; charset=latin-1"
    )
    assert response.status_code < 500


FORMS = {
    "action_link": ["text", "answer", "homepage"],
    "correct_report": ["text", "homepage"],
    "sign_up": ["name", "email", "phone", "homepage"],
    "sign_up_link": ["antwoord"],
    "follow": ["email", "rhythm", "homepage"],
    "follow_link": ["antwoord"],
    "propose_initiative": ["name", "sentence", "area", "themes", "meets", "contact", "homepage"],
    "tell_us": ["text", "name", "contact", "homepage"],
}
ODD = ["", "\x00", "a\x00b", "🍲" * 300, "'\"><script>x", "\r\nBcc: x@y.nl", "x" * 100_000]


def test_every_form_for_visitors_is_tried_with_odd_words() -> None:
    assert FORMS.keys() == WITH_FORM


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("name", FORMS)
def test_whatever_somebody_sends_gets_an_answer(name: str, typed: str, client: Client) -> None:
    cache.clear()
    for address in addresses(name, "nl"):
        for filled in (dict.fromkeys(FORMS[name], typed), {FORMS[name][0]: typed}):
            response = client.post(address, filled)
            assert response.status_code < 500, address
            assert "<script>x" not in response.text


@pytest.mark.parametrize("name", sorted(WITH_FORM))
def test_a_form_is_not_sent_from_elsewhere(name: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in addresses(name, "nl"):
        # Only the mailed link to stop may be posted by a mail program; its token is the proof.
        expected = 403 if name != "follow_link" else 200
        if strict.get(address).status_code == 200:
            assert strict.post(address, {"antwoord": "ja"}).status_code == expected, address
