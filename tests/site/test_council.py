"""The page for council members: in two minutes what is asked, what was agreed, and what came of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agenda.models import ExternalReference
from netwerk.lib.search.index import take_in_all_changes
from tests.factories import (
    bulk_actions,
    make_action,
    make_agenda_item,
    make_district,
    make_edition,
    make_held_meeting,
    make_meeting,
    make_organisation,
)

pytestmark = pytest.mark.django_db

RAAD = "/raad/"


def test_it_tells_each_ask_with_its_status(client: Client) -> None:
    item = make_agenda_item()
    make_action(agenda_items=[item], status="stuck")
    make_edition(points=2, items=[item])
    text = client.get(RAAD).text
    assert text.count("Doe mee.") == 2
    assert text.index("Punt 1") < text.index("Loopt vast") < text.index("Punt 2") < text.index("Nog geen afspraak")


def test_agreements_stand_under_the_portfolio_that_has_to_do_something(client: Client) -> None:
    city = make_organisation("Gemeente", kind="municipality")
    south = make_district("Zuid")
    meeting = make_held_meeting(starts_at=timezone.now() - timedelta(days=40))
    shared = {"agreed_at": meeting, "agenda_items": [make_agenda_item(areas=[south])]}
    make_action("Van bewoners", agreed_at=meeting)
    make_action("Over wonen", owner=city, owner_role="wethouder Wonen", **shared)
    make_action("Over groen", owner=city, owner_role="wethouder Groen", **shared)
    text = client.get(RAAD).text
    groen, wonen = "wethouder Groen (Gemeente)", "wethouder Wonen (Gemeente)"
    order = [groen, "Over groen", wonen, "Over wonen", "Bewoners en anderen", "Van bewoners"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "5 weken open" in text
    assert "Zuid" in text


def test_a_motion_stands_beside_its_agreement_with_its_link(client: Client) -> None:
    action = make_action()
    ExternalReference.objects.create(action=action, kind="motion", number="M251", url="https://raad.example/m251")
    text = client.get(RAAD).text
    assert '<a href="https://raad.example/m251" rel="noopener">motie M251</a>' in text


def test_the_last_and_the_next_conversation_are_told(client: Client) -> None:
    now = timezone.now()
    for title, days in (("Lang geleden", -90), ("Pas geleden", -9), ("Binnenkort", 9), ("Later", 90)):
        make_meeting(title, starts_at=now + timedelta(days=days), purpose="alderman_conversation")
    make_meeting("Afgezegd", starts_at=now + timedelta(days=3), purpose="alderman_conversation", state="cancelled")
    text = client.get(RAAD, {"sinds": timezone.localdate().isoformat()}).text
    conversations = text[text.index("Gesprek met de wethouder") : text.index("Wat veranderde er")]
    assert "Pas geleden" in conversations
    assert "Binnenkort" in conversations
    for other in ("Lang geleden", "Later", "Afgezegd"):
        assert other not in conversations


def test_what_changed_is_told_from_the_day_that_is_asked_for(client: Client) -> None:
    old = make_agenda_item("Al lang bekend")
    old.published_at = timezone.now() - timedelta(days=20)
    old.save()
    make_agenda_item("Van vandaag")
    recent = (timezone.localdate() - timedelta(days=2)).isoformat()
    text = client.get(RAAD, {"sinds": recent}).text
    assert "Van vandaag" in text
    assert "Al lang bekend" not in text
    assert "Al lang bekend" in client.get(RAAD).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31-02-2026", "Vul een datum in"),
        ("", "Vul een datum in"),
        ("2999-01-01", "Deze dag moet nog komen."),
        ("0001-01-01", "Toen was dit netwerk er nog niet."),
        ("\x00", "Vul een datum in"),
    ],
)
def test_a_day_that_makes_no_sense_is_told_and_stays_in_the_field(typed: str, told: str, client: Client) -> None:
    response = client.get(RAAD, {"sinds": typed})
    assert response.status_code == 200
    assert told in response.text


def test_before_the_first_message_it_says_so(client: Client) -> None:
    assert "De boodschap is nog niet klaar." in client.get(RAAD).text


def test_nothing_that_is_not_public_is_on_it(client: Client) -> None:
    make_action("Geheime afspraak", published=False)
    make_agenda_item("Geheim punt", published=False)
    make_meeting("Geheim gesprek", published=False, purpose="alderman_conversation")
    assert "Gehei" not in client.get(RAAD).text


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_twelve_queries_whatever_the_number_of_rows(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item = make_agenda_item()
    make_edition(points=4, items=[item])
    bulk_actions(number, agreed_at=make_held_meeting(), owner=make_organisation(), items=[item])
    take_in_all_changes()
    with django_assert_num_queries(12):
        client.get(reverse("council"))
