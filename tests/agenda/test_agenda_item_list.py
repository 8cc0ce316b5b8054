"""The points on our agenda."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from netwerk.lib.search.index import take_in_all_changes
from tests.factories import (
    bulk_agenda_items,
    bulk_voices,
    make_action,
    make_agenda_item,
    make_district,
    make_held_meeting,
    make_neighbourhood,
    make_voice,
)

pytestmark = pytest.mark.django_db


def test_what_was_heard_most_comes_first_and_withdrawn_last(client: Client) -> None:
    make_agenda_item("Eén stem", voices=[make_voice()])
    make_agenda_item("Drie stemmen", voices=[make_voice() for _ in range(3)])
    make_agenda_item("Ingetrokken", state="withdrawn", state_reason="Het hoeft niet meer.", voices=[make_voice()] * 1)
    make_agenda_item("Nog geheim", published=False)
    page = client.get("/agenda/").context["page"]
    assert [item.title for item in page] == ["Drie stemmen", "Eén stem", "Ingetrokken"]


def test_it_counts_public_voices_their_districts_and_public_actions(client: Client) -> None:
    zuid, oost = make_district("Zuid"), make_district("Oost")
    places = [zuid, make_neighbourhood("Lunetten", parent=zuid), oost]
    voices = [make_voice(area=place) for place in places] + [make_voice(area=oost, published=False)]
    item = make_agenda_item(voices=voices)
    make_action(agenda_items=[item])
    make_action(agenda_items=[item], published=False)
    shown = client.get("/agenda/").context["page"][0]
    assert (shown.voice_count, shown.voice_district_count, shown.action_count) == (3, 2, 1)


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_six_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    items = bulk_agenda_items(number)
    bulk_voices(number, meeting=make_held_meeting(), items=items[:1])
    take_in_all_changes()
    with django_assert_num_queries(6):
        client.get("/agenda/")
