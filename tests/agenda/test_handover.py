"""All that is open for one owner or portfolio, on one page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from initiatives.models import Organisation
from tests.factories import bulk_actions, make_action, make_held_meeting, make_meeting, make_news, make_organisation

pytestmark = pytest.mark.django_db
WONEN = "?eigenaar=gemeente&rol=wethouder%20Wonen"


def make_city() -> Organisation:
    return make_organisation("Gemeente", kind=Organisation.Kind.MUNICIPALITY)


def test_without_a_choice_it_lists_portfolios_and_owners_with_what_is_open(client: Client) -> None:
    city, club = make_city(), make_organisation("Aleato")
    make_action(owner=club)
    make_action(owner=city, owner_role="wethouder Zorg & Welzijn")
    make_action(owner=city, owner_role="wethouder Wonen")
    make_action(owner=city, owner_role="wethouder Wonen", status="stuck")
    make_action(owner=city, owner_role="wethouder Wonen", status="done")
    make_action(owner=city, owner_role="wethouder Sport", published=False)
    make_action(owner=make_organisation("Geheim", status=Organisation.Status.PENDING))
    response = client.get("/afspraken/overdracht/")
    assert [(row["name"], row["role"], row["count"]) for row in response.context["page"]] == [
        ("Gemeente", "wethouder Wonen", 2),
        ("Gemeente", "wethouder Zorg & Welzijn", 1),
        ("Aleato", "", 1),
    ]
    html = response.content.decode()
    assert 'href="?eigenaar=gemeente&amp;rol=wethouder%20Zorg%20%26%20Welzijn"' in html
    assert 'href="?eigenaar=aleato"' in html


def test_the_page_has_every_open_action_with_its_whole_log_unfolded(client: Client) -> None:
    city, today = make_city(), timezone.localdate()
    action = make_action(
        "Zoek een zaal",
        owner=city,
        owner_role="wethouder Wonen",
        agreed_at=make_held_meeting("Het gesprek"),
        next_check_on=today + timedelta(days=9),
    )
    action.waiting_for, action.waiting_why = "de raad", "Die beslist."
    action.next_check_at = make_meeting("Het vervolg")
    action.save(update_fields=["waiting_for", "waiting_why", "next_check_at"])
    make_news(action=action, text="Eerst gebeld.")
    make_news(action=action, text="Toen gemaild.")
    make_action("Al gelukt", owner=city, owner_role="wethouder Wonen", status="done")
    make_action("Van een ander", owner=city, owner_role="wethouder Zorg")
    make_action("Niet te zien", owner=city, owner_role="wethouder Wonen", published=False)
    response = client.get(f"/afspraken/overdracht/{WONEN}")
    assert [shown.title for shown in response.context["actions"]] == ["Zoek een zaal"]
    html = response.content.decode()
    for words in ("Eerst gebeld.", "Toen gemaild.", "de raad. Die beslist.", "Het gesprek", "Het vervolg", "4 weken"):
        assert words in html
    assert "<details" not in html.partition("<main")[2].partition("</main>")[0]
    assert 'href="/afspraken/?eigenaar=gemeente&amp;rol=wethouder+Wonen"' in html


def test_an_owner_without_a_role_shows_all_portfolios(client: Client) -> None:
    city = make_city()
    make_action("Wonen", owner=city, owner_role="wethouder Wonen")
    make_action("Zorg", owner=city, owner_role="wethouder Zorg")
    context = client.get("/afspraken/overdracht/?eigenaar=gemeente").context
    assert {action.title for action in context["actions"]} == {"Wonen", "Zorg"}


def test_a_portfolio_without_open_actions_says_so(client: Client) -> None:
    make_city()
    assert "Er zijn geen open afspraken." in client.get(f"/afspraken/overdracht/{WONEN}").content.decode()


@pytest.mark.parametrize("slug", ["niemand", "geheime-club", "%00x", "x" * 3000])
def test_an_owner_who_is_not_public_is_not_there(client: Client, slug: str) -> None:
    make_organisation("Geheime club", status=Organisation.Status.PENDING)
    assert client.get(f"/afspraken/overdracht/?eigenaar={slug}").status_code == 404


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_four_queries_and_shows_two_hundred_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bulk_actions(number, agreed_at=make_held_meeting(), owner=make_city(), owner_role="wethouder Wonen")
    with django_assert_num_queries(4):
        response = client.get(f"/afspraken/overdracht/{WONEN}")
    html = response.content.decode()
    assert html.count('<li class="action">') == min(number, 200)
    assert ("Er zijn nog 800 open afspraken die hier niet staan." in html) == (number == 1000)
    with django_assert_num_queries(2):
        client.get("/afspraken/overdracht/")
