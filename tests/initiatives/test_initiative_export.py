"""The initiatives as a file: the rows of the list, nothing pending, nobody's mail or telephone."""

import csv
import io
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from initiatives.models import Organisation
from tests.factories import bulk_organisations, make_district, make_organisation, make_theme

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "?wijk=zuid", "?thema=zorg&thema=groen", "?hulp=1", "?q=tuin", "?q=bestaatniet"])
def test_a_file_has_the_rows_of_the_list(client: Client, query: str) -> None:
    zuid, care, green = make_district("Zuid"), make_theme("Zorg"), make_theme("Groen")
    make_organisation("De tuin", main_area=zuid, themes=[green])
    make_organisation("De kamer", main_area=make_district("Oost"), themes=[care, green], seeks="Een kok")
    make_organisation("De stad", seeks="Handen")
    make_organisation("De gemeente", kind=Organisation.Kind.MUNICIPALITY)
    make_organisation("Geheime tuin", status=Organisation.Status.PENDING, main_area=zuid, themes=[care])
    shown = [organisation.name for organisation in client.get(f"/initiatieven/{query}").context["page"]]
    text = client.get(f"/initiatieven.csv{query}").getvalue().decode().removeprefix("\ufeff")
    assert [row["Naam"] for row in csv.DictReader(io.StringIO(text))] == shown
    results = json.loads(client.get(f"/initiatieven.json{query}").getvalue())["results"]
    assert [row["name"] for row in results] == shown


def test_nobody_gets_a_list_to_mail_or_call(client: Client) -> None:
    make_organisation("De tuin", public_email="tuin@example.org", public_phone="030 123 45 67")
    for form in ("csv", "json"):
        text = client.get(f"/initiatieven.{form}").getvalue().decode()
        assert "De tuin" in text
        assert "tuin@example.org" not in text
        assert "030 123" not in text


@pytest.mark.parametrize("query", ["?wijk=niets", "?thema=zorg&thema=niets", "?q=%00"])
def test_a_choice_we_do_not_know_is_refused(client: Client, query: str) -> None:
    make_theme("Zorg")
    response = client.get(f"/initiatieven.csv{query}")
    assert response.status_code == 400
    assert "Deze keuze kennen we niet" in response.content.decode()


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_three_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bulk_organisations(number, themes=[make_theme("Zorg"), make_theme("Groen")])
    with django_assert_num_queries(3):
        results = json.loads(client.get("/initiatieven.json").getvalue())["results"]
    assert len(results) == number
    assert results[0]["themes"] == ["Groen", "Zorg"]
