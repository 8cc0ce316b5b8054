"""The list of initiatives: an address with filters."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from initiatives.models import Area, Organisation
from netwerk.lib.search.index import take_in_all_changes
from tests.factories import bulk_organisations, make_district, make_neighbourhood, make_organisation, make_theme

pytestmark = pytest.mark.django_db


def names(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/initiatieven/{query}")
    assert response.status_code == 200
    return [organisation.name for organisation in response.context["page"]]


def test_it_shows_active_initiatives_in_order_of_name_whatever_the_accents(client: Client) -> None:
    make_organisation("Zaaigoed")
    make_organisation("Évora")
    make_organisation("Ter Aarde")
    make_organisation("Nog niet", status=Organisation.Status.PENDING)
    make_organisation("Gestopt", status=Organisation.Status.STOPPED, stopped_year=2020)
    make_organisation("De gemeente", kind=Organisation.Kind.MUNICIPALITY)
    assert names(client) == ["Évora", "Ter Aarde", "Zaaigoed"]


def test_a_district_shows_its_neighbourhoods_and_what_is_for_the_whole_city(client: Client) -> None:
    zuid, oost = make_district("Zuid"), make_district("Oost")
    lunetten = make_neighbourhood("Lunetten-zuid", parent=zuid)
    make_organisation("In de wijk", main_area=zuid)
    make_organisation("In de buurt", main_area=lunetten)
    make_organisation("Ook hier", main_area=oost, areas=[lunetten])
    make_organisation("Overal")
    make_organisation("Elders", main_area=oost)
    assert names(client, "?wijk=zuid") == ["In de buurt", "In de wijk", "Ook hier", "Overal"]


def test_the_count_beside_a_district_is_the_number_that_has_a_place_there(client: Client) -> None:
    zuid, oost = make_district("Zuid"), make_district("Oost")
    make_organisation("Eén", main_area=zuid)
    make_organisation("Twee", main_area=oost, areas=[zuid])
    make_organisation("Overal")
    shown = client.get("/initiatieven/").context["districts"]
    assert {district.name: district.count for district in shown} == {"Oost": 1, "Zuid": 2}


def test_filters_work_together_and_say_so_in_words(client: Client) -> None:
    zuid = make_district("Zuid")
    care, green = make_theme("Zorg"), make_theme("Groen")
    make_organisation("Goed", main_area=zuid, themes=[care], seeks="Een kok")
    make_organisation("Ander thema", main_area=zuid, themes=[green], seeks="Een kok")
    make_organisation("Zoekt niemand", main_area=zuid, themes=[care])
    response = client.get("/initiatieven/?wijk=zuid&thema=zorg&hulp=1&q=soep")
    assert [organisation.name for organisation in response.context["page"]] == ["Goed"]
    assert response.context["heading"] == "1 initiatief in Zuid over zorg die mensen zoeken"
    assert [choice.label for choice in response.context["chosen"]] == ["“soep”", "Zuid", "Zorg", "Zoekt nu mensen"]


def test_taking_one_filter_away_keeps_the_others(client: Client) -> None:
    make_district("Zuid")
    make_theme("Zorg")
    response = client.get("/initiatieven/?wijk=zuid&thema=zorg&pagina=3")
    assert [choice.remove_url for choice in response.context["chosen"]] == [
        "/initiatieven/?thema=zorg",
        "/initiatieven/?wijk=zuid",
    ]


def test_an_empty_result_offers_wider_searches_with_their_counts(client: Client) -> None:
    zuid, oost = make_district("Zuid"), make_district("Oost")
    care = make_theme("Zorg")
    make_organisation("In Zuid", main_area=zuid)
    make_organisation("Zorgt in Oost", main_area=oost, themes=[care])
    response = client.get("/initiatieven/?wijk=zuid&thema=zorg")
    assert response.context["heading"] == "Geen initiatieven in Zuid over zorg"
    assert response.context["loosened"]() == [
        ("Zoek dit in alle wijken", "/initiatieven/?thema=zorg", 1),
        ("Bekijk alles in Zuid", "?wijk=zuid", 1),
    ]


@pytest.mark.parametrize("query", ["?wijk=nergens", "?thema=niets", "?q=a%00b", f"?q={'x' * 5000}", "?hulp=%F0%9F"])
def test_bad_input_gets_the_page_and_never_an_error(client: Client, query: str) -> None:
    make_organisation("Er is iets")
    assert client.get(f"/initiatieven/{query}").status_code == 200


def test_an_unknown_district_gets_a_message_next_to_the_field(client: Client) -> None:
    response = client.get("/initiatieven/?wijk=nergens&q=soep")
    assert "Deze keuze kennen we niet. Kies een andere." in response.text
    assert 'value="soep"' in response.text


@pytest.mark.parametrize("page", ["abc", "0", "-1", "99999", "%00"])
def test_a_page_that_is_not_there_shows_one_that_is(client: Client, page: str) -> None:
    make_organisation("Er is iets")
    assert names(client, f"?pagina={page}") == ["Er is iets"]


@pytest.mark.parametrize("number", [10, 1000])
def test_with_words_it_makes_eleven_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    zuid = make_district("Zuid")
    bulk_organisations(number, main_area=zuid, themes=[make_theme("Zorg"), make_theme("Groen")])
    take_in_all_changes()
    with django_assert_num_queries(11):
        client.get("/initiatieven/?wijk=zuid&q=tuin")


def test_a_district_of_another_municipality_gets_its_new_name_at_once(client: Client) -> None:
    away = make_district("Centrum", municipality_code="GM0363")
    make_organisation(main_area=away)
    assert "Centrum" in client.get("/initiatieven/").text
    Area.objects.filter(pk=away.pk).update(name="Binnenstad")
    assert "Binnenstad" in client.get("/initiatieven/").text
