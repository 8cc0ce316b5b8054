"""The home page in each of its states."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from netwerk.lib.search.index import take_in_all_changes
from netwerk.site.views.home import initiatives_of_the_day
from tests.factories import (
    bulk_actions,
    bulk_meetings,
    bulk_organisations,
    bulk_voices,
    make_action,
    make_agenda_item,
    make_district,
    make_edition,
    make_held_meeting,
    make_meeting,
    make_organisation,
    make_voice,
)

pytestmark = pytest.mark.django_db


def test_an_empty_city_still_has_a_home_page(client: Client) -> None:
    text = client.get("/").text
    assert "Er is nu niets gepland." in text
    assert "Van stem tot resultaat" not in text
    assert "Wat kwam ervan terecht?" not in text


def test_it_counts_and_shows_what_comes_first(client: Client) -> None:
    make_organisation(main_area=make_district("Zuid"))
    soon = make_meeting("Eerst")
    make_meeting("Gaat niet door", state="cancelled")
    make_meeting("Nog geheim", published=False)
    response = client.get("/")
    assert "In Utrecht zorgt 1 groep bewoners voor de buurt." in response.text
    assert list(response.context["meetings"]) == [soon]


def test_it_shows_a_line_that_came_furthest(client: Client) -> None:
    make_agenda_item("Zonder gevolg", voices=[make_voice("Dit bleef liggen.")])
    item = make_agenda_item("Een plek", voices=[make_voice("Er is geen plek.")])
    make_edition(items=[item])
    make_action("Zoek een plek", agenda_items=[item], status="done")
    trail = client.get("/").context["trail"]
    assert [step.kind for step in trail.steps] == ["voice", "item", "message", "conversation", "action", "result"]
    assert trail.steps[0].quote == "Er is geen plek."
    assert not any(step.is_here for step in trail.steps)


def test_three_initiatives_that_seek_people_change_by_the_day_and_come_from_three_districts() -> None:
    for name in ("Zuid", "Oost", "West", "Noord"):
        bulk_organisations(3, main_area=make_district(name))
    make_organisation("Zoekt niemand", main_area=make_district("Centrum"))
    monday, tuesday = (initiatives_of_the_day(date(2026, 11, day)) for day in (23, 24))
    assert len({organisation.main_area_id for organisation in monday}) == 3
    assert initiatives_of_the_day(date(2026, 11, 23)) == monday
    assert monday != tuesday


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_twelve_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owners = bulk_organisations(number, main_area=make_district("Zuid"))
    bulk_meetings(number)
    meeting = make_held_meeting()
    item = make_agenda_item()
    bulk_voices(number, meeting=meeting, items=[item])
    bulk_actions(number, agreed_at=meeting, owner=owners[0], items=[item])
    make_edition(items=[item])
    take_in_all_changes()
    with django_assert_num_queries(12):
        client.get("/")
