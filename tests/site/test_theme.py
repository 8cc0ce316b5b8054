"""The page of one theme: what there is to join, where to go, and what was agreed."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from netwerk.lib.search.index import take_in_all_changes
from tests.factories import (
    bulk_actions,
    bulk_organisations,
    make_action,
    make_agenda_item,
    make_held_meeting,
    make_meeting,
    make_organisation,
    make_theme,
)

pytestmark = pytest.mark.django_db


def test_who_looks_for_people_stands_first(client: Client) -> None:
    green = make_theme("Groen")
    make_organisation("Aardappels", themes=[green])
    make_organisation("Zaden", themes=[green], seeks="Een gieter")
    make_organisation("Iets anders")
    make_organisation("Gestopt", themes=[green], status="stopped", stopped_year=2019)
    text = client.get(reverse("theme", args=["groen"])).text
    assert text.index("Zaden") < text.index("Aardappels")
    assert "2 groepen bewoners zijn hiermee bezig." in text
    assert "Iets anders" not in text
    assert "Gestopt" not in text


def test_it_holds_meetings_points_and_agreements_about_the_theme(client: Client) -> None:
    green = make_theme("Groen")
    meeting = make_meeting("Rondje langs de tuinen")
    meeting.themes.add(green)
    make_meeting("Over geld")
    item = make_agenda_item("Groen zonder gedoe", themes=[green])
    make_action("Maak één formulier", agenda_items=[item])
    text = client.get(reverse("theme", args=["groen"])).text
    for shown in ("Rondje langs de tuinen", "Groen zonder gedoe", "Maak één formulier"):
        assert shown in text
    assert "Over geld" not in text


def test_a_theme_that_nobody_works_on_asks_who_begins(client: Client) -> None:
    make_theme("Stilte")
    text = client.get(reverse("theme", args=["stilte"])).text
    assert "Begin jij?" in text
    assert reverse("propose_initiative") in text
    assert client.get(reverse("theme", args=["niets"])).status_code == 404


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_twelve_queries_whatever_the_number_of_rows(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    green = make_theme("Groen")
    bulk_organisations(number, themes=[green])
    bulk_actions(
        number, agreed_at=make_held_meeting(), owner=make_organisation(), items=[make_agenda_item(themes=[green])]
    )
    take_in_all_changes()
    with django_assert_num_queries(12):
        client.get(reverse("theme", args=["groen"]))
