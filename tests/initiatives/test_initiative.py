"""The page of one organisation."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from initiatives.models import Organisation
from tests.factories import (
    bulk_actions,
    bulk_voices,
    make_action,
    make_district,
    make_held_meeting,
    make_organisation,
    make_theme,
    make_upload,
    make_voice,
)

pytestmark = pytest.mark.django_db


def test_it_shows_what_a_neighbour_needs_to_go_there(client: Client) -> None:
    organisation = make_organisation(
        "De Soeppan",
        main_area=make_district("Zuid"),
        themes=[make_theme("Ontmoeten")],
        description="We koken **samen**.",
        seeks="Een kok",
        opening_times="Dinsdag 10.00 uur\nVrijdag 12.00 uur",
        accessibility="Geen drempel",
        public_phone="030 123 45 67",
    )
    text = client.get(organisation.get_absolute_url()).text
    for shown in (
        "<strong>samen</strong>",
        "Een kok",
        "<li>Vrijdag 12.00 uur</li>",
        "Geen drempel",
        "tel:+31301234567",
    ):
        assert shown in text


def test_without_a_phone_of_its_own_it_gives_that_of_the_network(client: Client) -> None:
    text = client.get(make_organisation().get_absolute_url()).text
    assert "Bel het netwerk" in text
    assert "tel:+31300000000" in text


def test_pending_ones_are_there_for_coordinators_only(client: Client, coordinator: Client, editor: Client) -> None:
    url = make_organisation(status=Organisation.Status.PENDING).get_absolute_url()
    assert client.get(url).status_code == 404
    assert editor.get(url).status_code == 404
    assert "Nog niet te zien voor anderen." in coordinator.get(url).text


def test_stopped_ones_keep_their_page_and_ask_for_nobody(client: Client) -> None:
    organisation = make_organisation(status=Organisation.Status.STOPPED, stopped_year=2019, seeks="Een kok")
    text = client.get(organisation.get_absolute_url()).text
    assert "Dit initiatief is gestopt in 2019." in text
    assert "Een kok" not in text


def test_html_in_the_description_is_text(client: Client) -> None:
    organisation = make_organisation(description="<script>alert(1)</script> [klik](javascript:alert(1))")
    text = client.get(organisation.get_absolute_url()).text
    assert "<script>alert" not in text
    assert 'href="javascript' not in text


def test_a_photo_comes_in_widths_with_its_words(client: Client) -> None:
    organisation = make_organisation(photo=make_upload(size=(1000, 600)), photo_alt="Mensen aan tafel")
    text = client.get(organisation.get_absolute_url()).text
    assert 'alt="Mensen aan tafel"' in text
    assert "480w" in text
    assert "1000w" in text


def test_only_public_voices_and_actions_are_on_it(client: Client) -> None:
    organisation = make_organisation()
    said = {"speaker": "organisation", "organisation": organisation}
    make_voice("Dit mag iedereen lezen.", **said)
    make_voice("Dit nog niet.", published=False, **said)
    make_action("Te zien", owner=organisation)
    make_action("Nog na te lezen", owner=organisation, published=False)
    make_action("Samen met hen", partners=[organisation])
    text = client.get(organisation.get_absolute_url()).text
    assert "Dit mag iedereen lezen." in text
    assert "Dit nog niet." not in text
    assert "Te zien" in text
    assert "Samen met hen" in text
    assert "Nog na te lezen" not in text


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_five_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    organisation = make_organisation(main_area=make_district("Zuid"))
    meeting = make_held_meeting()
    bulk_voices(number, meeting=meeting, speaker="organisation", organisation=organisation)
    bulk_actions(number, agreed_at=meeting, owner=organisation)
    with django_assert_num_queries(5):
        client.get(organisation.get_absolute_url())
