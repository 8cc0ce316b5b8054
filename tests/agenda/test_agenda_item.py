"""The page of one point on our agenda."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agenda.models import Instrument, Step
from initiatives.models import Organisation
from tests.factories import (
    bulk_actions,
    bulk_voices,
    make_action,
    make_agenda_item,
    make_district,
    make_edition,
    make_held_meeting,
    make_neighbourhood,
    make_organisation,
    make_voice,
)

pytestmark = pytest.mark.django_db


def test_it_tells_why_what_when_with_what_and_who(client: Client) -> None:
    item = make_agenda_item(
        "Een plek", goal="In elke wijk een plek.", horizon_from=2026, horizon_to=2030, working_group="Sleutelaars"
    )
    item.instruments.add(Instrument.objects.create(name="Buurtpact", slug="buurtpact"))
    item.supporters.add(make_organisation("De Soeppan"))
    item.supporters.add(make_organisation("Verborgen groep", status=Organisation.Status.PENDING))
    Step.objects.create(agenda_item=item, position=1, text="Een lijst maken")
    text = client.get(item.get_absolute_url()).text
    for shown in (
        "In elke wijk een plek.",
        "2026",
        "2030",
        "Sleutelaars",
        "Buurtpact",
        "De Soeppan",
        "Een lijst maken",
    ):
        assert shown in text
    assert "Verborgen groep" not in text


def test_voices_are_grouped_by_district(client: Client) -> None:
    zuid = make_district("Zuid")
    near = make_voice("Uit de buurt", area=make_neighbourhood("Lunetten", parent=zuid))
    district = make_voice("Uit de wijk", area=zuid)
    city = make_voice("Van iemand")
    hidden = make_voice("Verborgen", area=zuid, published=False)
    groups = client.get(make_agenda_item(voices=[city, near, district, hidden]).get_absolute_url()).context
    assert groups["voices_by_district"] == [("Zuid", [near, district]), ("Uit de hele stad", [city])]


def test_an_unpublished_one_is_there_for_coordinators_only(client: Client, coordinator: Client) -> None:
    url = make_agenda_item(published=False).get_absolute_url()
    assert client.get(url).status_code == 404
    assert coordinator.get(url).status_code == 200


@pytest.mark.parametrize("number", [20, 1000])
def test_it_makes_at_most_five_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = make_held_meeting()
    item = make_agenda_item(meetings=[meeting])
    make_edition(items=[item])
    bulk_voices(number, meeting=meeting, items=[item])
    bulk_actions(number, agreed_at=meeting, owner=make_organisation(), items=[item])
    with django_assert_num_queries(5):
        client.get(item.get_absolute_url())


def test_it_needs_no_query_for_the_line_when_it_has_all_of_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item = make_agenda_item(voices=[make_voice()])
    make_action(agenda_items=[item])
    make_edition(items=[item], published=False)
    with django_assert_num_queries(3):
        client.get(item.get_absolute_url())
