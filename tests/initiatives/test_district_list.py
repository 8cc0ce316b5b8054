"""All districts, and the way from a postcode to the right one."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from initiatives.models import Postcode
from netwerk.lib.search.index import take_in_all_changes
from tests.factories import bulk_organisations, make_district, make_neighbourhood, make_organisation

pytestmark = pytest.mark.django_db


def test_it_counts_the_active_initiatives_of_each_district(client: Client) -> None:
    zuid = make_district("Zuid")
    make_organisation(main_area=zuid)
    make_organisation(main_area=make_neighbourhood("Lunetten", parent=zuid))
    make_organisation(main_area=zuid, status="pending")
    make_district("West")
    shown = client.get("/wijken/").context["districts"]
    assert [district.label for district in shown] == ["West, 0 initiatieven", "Zuid, 2 initiatieven"]


@pytest.mark.parametrize("typed", ["3562", "3562 AB", " 3562ab ", "Overvecht", "overvecht"])
def test_a_postcode_or_a_name_leads_to_the_district(client: Client, typed: str) -> None:
    overvecht = make_district("Overvecht")
    Postcode.objects.create(digits="3562", area=overvecht)
    response = client.get("/wijken/", {"waar": typed})
    assert response.status_code == 302
    assert response["Location"] == "/wijken/overvecht/"


def test_a_neighbourhood_leads_to_its_district_and_is_kept(client: Client) -> None:
    make_neighbourhood("Lunetten-noord", parent=make_district("Zuid"))
    assert client.get("/wijken/?waar=lunetten")["Location"] == "/wijken/zuid/?buurt=lunetten-noord"


def test_a_postcode_on_a_border_offers_both(client: Client) -> None:
    for name in ("Noordwest", "Noordoost"):
        Postcode.objects.create(digits="3515", area=make_district(name))
    response = client.get("/wijken/?waar=3515")
    assert response.status_code == 200
    assert {place.name for place in response.context["places"]} == {"Noordwest", "Noordoost"}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1012", "Deze postcode ligt niet in Utrecht. Vul 4 cijfers in, bijvoorbeeld 3562."),
        ("Atlantis", "Deze plek kennen we niet. Kies hieronder je wijk, of vul je postcode in."),
        ("", "Vul je postcode of je wijk in."),
    ],
)
def test_what_is_unknown_gets_a_message_and_stays_in_the_field(client: Client, typed: str, message: str) -> None:
    response = client.get("/wijken/", {"waar": typed})
    assert response.status_code == 200
    assert message in response.text
    if typed:
        assert f'value="{typed}"' in response.text


def test_bad_characters_are_no_error(client: Client) -> None:
    assert client.get("/wijken/?waar=%00").status_code == 200


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_two_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bulk_organisations(number, main_area=make_district("Zuid"))
    take_in_all_changes()
    with django_assert_num_queries(2):
        client.get("/wijken/")
