"""The points on our agenda as a file."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import bulk_agenda_items, bulk_voices, make_agenda_item, make_held_meeting, make_theme, make_voice

pytestmark = pytest.mark.django_db


def test_a_file_tells_what_the_list_tells(client: Client) -> None:
    make_agenda_item("Zonder stem")
    item = make_agenda_item("Een plek", themes=[make_theme("Zorg")], voices=[make_voice(), make_voice()])
    make_agenda_item("Geheim", published=False)
    make_voice("Geheime stem", published=False).agenda_items.add(item)
    whole = json.loads(client.get("/agenda.json").getvalue())
    assert [row["title"] for row in whole["results"]] == ["Een plek", "Zonder stem"]
    assert whole["results"][0]["themes"] == ["Zorg"]
    assert whole["results"][0]["voice_count"] == 2
    assert whole["url"] == "http://localhost:8000/agenda/"
    text = client.get("/agenda.csv").getvalue().decode()
    assert "Een plek" in text
    assert "Geheim" not in text
    assert client.get("/agenda.atom").status_code == 404


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_one_query_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bulk_voices(20, meeting=make_held_meeting(), items=bulk_agenda_items(number)[:5])
    with django_assert_num_queries(1):
        assert len(json.loads(client.get("/agenda.json").getvalue())["results"]) == number
