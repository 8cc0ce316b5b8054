"""The page of one district: the neighbourhood, the district, the whole city."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from netwerk.lib.search.index import take_in_all_changes
from tests.factories import (
    bulk_actions,
    bulk_meetings,
    bulk_organisations,
    bulk_voices,
    make_action,
    make_agenda_item,
    make_district,
    make_held_meeting,
    make_meeting,
    make_neighbourhood,
    make_organisation,
    make_theme,
    make_voice,
)

pytestmark = pytest.mark.django_db


def test_it_shows_first_the_neighbourhood_then_the_district_then_the_city(client: Client) -> None:
    zuid = make_district("Zuid")
    lunetten = make_neighbourhood("Lunetten", parent=zuid)
    near = make_organisation("Om de hoek", main_area=lunetten)
    further = make_organisation("In de wijk", main_area=zuid)
    everywhere = make_organisation("In de stad")
    make_organisation("Elders", main_area=make_district("Oost"))
    context = client.get("/wijken/zuid/?buurt=lunetten").context
    assert list(context["in_neighbourhood"]) == [near]
    assert list(context["in_district"]) == [further]
    assert list(context["in_city"]) == [everywhere]


def test_an_empty_district_is_not_an_empty_page(client: Client) -> None:
    make_district("Zuid")
    make_organisation("In de stad")
    text = client.get("/wijken/zuid/").text
    assert "Hier kennen we nog geen initiatieven. Weet jij er een?" in text
    assert "In de stad" in text


def test_it_shows_meetings_here_and_for_the_whole_city(client: Client) -> None:
    zuid = make_district("Zuid")
    here = make_meeting("Hier", area=make_neighbourhood("Lunetten", parent=zuid))
    everywhere = make_meeting("Voor iedereen")
    make_meeting("Elders", area=make_district("Oost"))
    make_meeting("Nog geheim", area=zuid, published=False)
    assert set(client.get("/wijken/zuid/").context["meetings"]) == {here, everywhere}


def test_voices_heard_here_lead_to_their_public_agenda_item(client: Client) -> None:
    zuid = make_district("Zuid")
    voice = make_voice("Er is geen plek.", area=zuid)
    make_agenda_item("Een plek", voices=[voice])
    make_agenda_item("Nog niet te zien", voices=[voice], published=False)
    text = client.get("/wijken/zuid/").text
    assert "Er is geen plek." in text
    assert "Een plek" in text
    assert "Nog niet te zien" not in text


def test_actions_that_play_here_are_those_of_owners_and_items_here(client: Client) -> None:
    zuid = make_district("Zuid")
    mine = make_action("Van een groep hier", owner=make_organisation(main_area=zuid))
    about = make_action("Over een punt hier", agenda_items=[make_agenda_item(areas=[zuid])])
    make_action("Alleen hier afgesproken", agreed_at=make_held_meeting(area=zuid))
    assert set(client.get("/wijken/zuid/").context["actions"]) == {mine, about}


@pytest.mark.parametrize("query", ["?buurt=nergens", "?buurt=%00", "?buurt="])
def test_an_unknown_neighbourhood_is_left_out(client: Client, query: str) -> None:
    make_district("Zuid")
    response = client.get(f"/wijken/zuid/{query}")
    assert response.status_code == 200
    assert response.context["neighbourhood"] is None


def test_a_district_of_another_city_is_not_found(client: Client) -> None:
    make_district("Centrum", municipality_code="GM0363")
    assert client.get("/wijken/centrum/").status_code == 404


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_twelve_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    zuid = make_district("Zuid")
    lunetten = make_neighbourhood("Lunetten", parent=zuid)
    owners = bulk_organisations(number, main_area=zuid, themes=[make_theme("Groen")])
    bulk_organisations(number, main_area=lunetten)
    bulk_meetings(number, area=zuid)
    meeting = make_held_meeting()
    bulk_voices(number, meeting=meeting, area=zuid, items=[make_agenda_item()])
    bulk_actions(number, agreed_at=meeting, owner=owners[0])
    take_in_all_changes()
    with django_assert_num_queries(12):
        client.get("/wijken/zuid/?buurt=lunetten")
