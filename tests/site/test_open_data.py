"""What there is for other programs, told from what is really in the files."""

import csv
import io
import json

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_city")]


def test_it_names_every_column_of_every_file(client: Client) -> None:
    data_sets = client.get("/open-data/").context["data_sets"]
    assert len(data_sets) == 4
    for data in data_sets:
        forms = {form.format: form.url for form in data.forms}
        text = client.get(forms["csv"]).getvalue().decode().removeprefix("\ufeff")
        assert next(csv.reader(io.StringIO(text))) == [str(column.heading) for column in data.columns]
        whole = json.loads(client.get(forms["json"]).getvalue())
        assert whole["count"] == len(whole["results"]) > 0
        for row in whole["results"]:
            assert list(row) == [column.name for column in data.columns]


def test_every_column_has_a_name_of_its_own(client: Client) -> None:
    for data in client.get("/open-data/").context["data_sets"]:
        headings = [str(column.heading) for column in data.columns]
        assert len(set(headings)) == len(headings)


def test_every_page_leads_to_it_and_it_leads_to_every_form(client: Client) -> None:
    assert 'href="/open-data/"' in client.get("/").content.decode()
    html = client.get("/open-data/").content.decode()
    for address in ("/afspraken.atom", "/bijeenkomsten.ics", "/initiatieven.csv", "/agenda.json"):
        assert f'href="{address}"' in html
    assert "http://localhost:8000/bijeenkomsten.ics?wijk=zuid" in html
