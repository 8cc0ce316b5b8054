"""The shared message: the edition that holds, and older ones."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agenda.domain import publish_edition
from agenda.models import MessageLogEntry
from initiatives.models import Organisation
from tests.factories import (
    bulk_actions,
    bulk_endorsements,
    bulk_organisations,
    make_action,
    make_agenda_item,
    make_district,
    make_edition,
    make_held_meeting,
    make_organisation,
    make_plate,
)

pytestmark = pytest.mark.django_db


def test_before_the_first_edition_the_page_says_so(client: Client) -> None:
    make_edition(published=False)
    response = client.get("/boodschap/")
    assert response.status_code == 200
    assert "De boodschap is nog niet klaar." in response.text


def test_each_point_shows_the_worst_open_status_of_its_public_actions(client: Client) -> None:
    item = make_agenda_item()
    make_edition(items=[item])
    make_action("Gelukt", agenda_items=[item], status="done")
    make_action("Bezig", agenda_items=[item], status="busy")
    make_action("Verborgen", agenda_items=[item], status="stuck", published=False)
    points = client.get("/boodschap/").context["points"]
    assert [point.status for point in points] == ["busy", "no_agreement", "no_agreement", "no_agreement"]
    assert {action.title for action in points[0].actions} == {"Gelukt", "Bezig"}


def test_an_older_edition_leads_to_the_newer_one(client: Client) -> None:
    old, new = make_edition("De oude"), make_edition("De nieuwe")
    assert client.get("/boodschap/").context["message"] == new
    text = client.get(old.get_absolute_url()).text
    assert "Er is een nieuwere versie." in text
    assert new.get_absolute_url() in text


def test_a_plate_is_told_in_words_and_in_numbered_places(client: Client) -> None:
    edition = make_edition(published=False)
    plate = make_plate(edition.points.first(), full_text="Boven in de boom zitten drie vogels.")
    plate.hotspots.create(number=1, x=20, y=30, title="De vogels", text="Ze kijken uit over de wijk.")
    MessageLogEntry.objects.create(message=edition, on=edition.edition_date, text="In een weekend getekend.")
    publish_edition(message=edition)
    text = client.get("/boodschap/").text
    for shown in ("drie vogels", "Ze kijken uit over de wijk.", "In een weekend getekend."):
        assert shown in text


def test_who_stands_behind_it_is_shown_by_district(client: Client) -> None:
    edition = make_edition(
        endorsed_by=[
            make_organisation("De Soeppan", main_area=make_district("Zuid")),
            make_organisation("Overal"),
            make_organisation("Verborgen", status=Organisation.Status.PENDING),
        ]
    )
    context = client.get(edition.get_absolute_url()).context
    shown = [(name, [str(one) for one in group]) for name, group in context["endorsements_by_district"]]
    assert shown == [("Zuid", ["De Soeppan"]), ("Hele stad", ["Overal"])]
    assert context["endorsement_count"] == 2


def test_a_draft_is_there_for_coordinators_only(client: Client, coordinator: Client, editor: Client) -> None:
    url = make_edition(published=False).get_absolute_url()
    assert client.get(url).status_code == 404
    assert editor.get(url).status_code == 404
    assert "Nog niet te zien voor anderen." in coordinator.get(url).text


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_eight_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item = make_agenda_item()
    edition = make_edition(items=[item], published=False)
    make_plate(edition.points.first())
    publish_edition(message=edition)
    owners = bulk_organisations(number, main_area=make_district("Zuid"))
    bulk_endorsements(edition, owners, on=edition.edition_date)
    bulk_actions(number, agreed_at=make_held_meeting(), owner=owners[0], items=[item])
    with django_assert_num_queries(8):
        client.get("/boodschap/")


def test_what_changed_since_the_previous_edition_is_told(client: Client) -> None:
    kept, dropped = make_agenda_item(), make_agenda_item()
    before = make_edition("Eerst", points=2, items=[kept], published=False)
    first, second = before.points.all()
    first.title, first.ask = "Geld dat blijft", "Geef geld."
    first.save()
    second.title = "Minder regels"
    second.save()
    second.agenda_items.set([dropped])
    publish_edition(message=before)
    after = make_edition("Nu", points=2, items=[kept], published=False)
    first, second = after.points.all()
    first.title, first.ask = "Geld voor drie jaar", "Geef geld voor drie jaar."
    first.save()
    second.title = "Een sleutel"
    second.save()
    publish_edition(message=after)
    text = re.sub(r"<[^>]+>", "", client.get(after.get_absolute_url()).text)
    assert "Nieuw: Een sleutel" in text
    assert "Anders gezegd: Geld voor drie jaar" in text
    assert "Staat er niet meer in: Minder regels" in text
    assert "Wat is er anders" not in client.get(before.get_absolute_url()).text
