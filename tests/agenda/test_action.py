"""The page of one action."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agenda.domain import split_action
from agenda.models import Assessment, ExternalReference
from initiatives.models import Organisation
from tests.factories import (
    bulk_voices,
    make_action,
    make_agenda_item,
    make_edition,
    make_held_meeting,
    make_news,
    make_organisation,
)

pytestmark = pytest.mark.django_db


def test_it_tells_who_does_what_by_when_and_what_happened(client: Client) -> None:
    action = make_action(
        "Zoek een plek",
        owner=make_organisation("Gemeente"),
        owner_role="wethouder Wonen",
        partners=[make_organisation("De Soeppan")],
        due_on=date(2027, 2, 11),
        due_precision="quarter",
        details="Het gaat om **drie** plekken.",
    )
    make_news(action=action, text="Er is gebeld.", status="busy")
    ExternalReference.objects.create(action=action, kind="motion", number="M251", url="https://example.org/m251")
    text = client.get(action.get_absolute_url()).text
    shown = ("wethouder Wonen (Gemeente)", "De Soeppan", "1e kwartaal 2027", "<strong>drie</strong>", "Er is gebeld.")
    for words in (*shown, "M251", "Bezig", action.reference):
        assert words in text


def test_both_sides_stand_beside_each_other_with_their_newest_word(client: Client) -> None:
    action = make_action()
    owner, raiser = make_organisation("Gemeente"), make_organisation("De Soeppan")
    for side, judgement, on, organisation in (
        ("owner", "partly", date(2026, 1, 1), owner),
        ("owner", "solved", date(2026, 2, 1), owner),
        ("raiser", "not", date(2026, 1, 15), raiser),
    ):
        Assessment.objects.create(action=action, side=side, judgement=judgement, on=on, organisation=organisation)
    sides = client.get(action.get_absolute_url()).context["sides"]
    assert [side["assessment"].judgement for side in sides] == ["solved", "not"]


def test_parts_point_back_and_the_whole_points_on(client: Client) -> None:
    action = make_action("Twee dingen tegelijk")
    first, _second = split_action(action=action, titles=["Het ene", "Het andere"], on=action.agreed_on, role="Netwerk")
    assert "Het ene" in client.get(action.get_absolute_url()).text
    assert "Twee dingen tegelijk" in client.get(first.get_absolute_url()).text


def test_what_is_not_public_is_there_for_coordinators_only(client: Client, coordinator: Client) -> None:
    pending = make_organisation(status=Organisation.Status.PENDING)
    for action in (make_action(published=False), make_action(owner=pending)):
        assert client.get(action.get_absolute_url()).status_code == 404
        assert "Nog niet te zien voor anderen." in coordinator.get(action.get_absolute_url()).text


@pytest.mark.parametrize("reference", ["A-1999-001", "x", "%00", "A-2018-001%00", "é"])
def test_a_reference_nobody_gave_is_not_found(client: Client, reference: str) -> None:
    assert client.get(f"/afspraken/{reference}/").status_code == 404


def test_a_reference_may_be_typed_in_lower_case(client: Client) -> None:
    action = make_action()
    assert client.get(f"/afspraken/{action.reference.lower()}/").status_code == 200


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_three_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item = make_agenda_item()
    make_edition(items=[item])
    bulk_voices(number, meeting=make_held_meeting(), items=[item])
    action = make_action(agenda_items=[item], partners=[make_organisation() for _ in range(3)])
    for _ in range(number // 10):
        make_news(action=action)
    with django_assert_num_queries(3):
        client.get(action.get_absolute_url())
