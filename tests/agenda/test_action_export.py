"""Agreed actions as a file and as a feed: the same rows as the list, and nothing that is not public."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from agenda.models import Action
from initiatives.models import Organisation
from tests.factories import (
    bulk_actions,
    make_action,
    make_agenda_item,
    make_district,
    make_held_meeting,
    make_meeting,
    make_news,
    make_organisation,
    make_theme,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.getvalue().decode()


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    text = body(client, f"/afspraken.csv{query}")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def results(client: Client, query: str = "") -> list[dict[str, Any]]:
    return json.loads(body(client, f"/afspraken.json{query}"))["results"]


def entries(client: Client, query: str = "") -> list[ElementTree.Element]:
    return ElementTree.fromstring(body(client, f"/afspraken.atom{query}")).findall(f"{ATOM}entry")


def test_a_file_tells_all_there_is_about_an_action(client: Client) -> None:
    owner = make_organisation("Gemeente", kind=Organisation.Kind.MUNICIPALITY)
    meeting = make_held_meeting("Gesprek", starts_at=datetime(2026, 3, 3, 19, tzinfo=timezone.get_current_timezone()))
    item = make_agenda_item("Een plek")
    action = make_action(
        "Zoek een zaal",
        owner=owner,
        owner_role="wethouder Wonen",
        agreed_at=meeting,
        agenda_items=[item, make_agenda_item("Geheim", published=False)],
        due_on=date(2027, 3, 31),
        due_precision="quarter",
    )
    action.waiting_for = "de raad"
    action.save(update_fields=["waiting_for"])
    action.partners.set([make_organisation("Aleato"), make_organisation("Nog niet", status="pending")])
    make_news(action=action, text="Twee zalen bekeken.", on=date(2026, 4, 1), status="busy")
    (row,) = results(client)
    assert row == {
        "reference": "A-2026-001",
        "url": "http://localhost:8000/afspraken/A-2026-001/",
        "title": "Zoek een zaal",
        "details": "",
        "status": "busy",
        "status_in_words": "Bezig",
        "owner": "Gemeente",
        "owner_role": "wethouder Wonen",
        "partners": ["Aleato"],
        "agreed_on": "2026-03-03",
        "agreed_at": "Gesprek",
        "agreed_at_url": "http://localhost:8000/bijeenkomsten/2026/gesprek/",
        "due": "1e kwartaal 2027",
        "due_on": "2027-03-31",
        "due_precision": "quarter",
        "waiting_for": "de raad",
        "waiting_why": "",
        "next_check_on": None,
        "next_check_at": "",
        "agenda_items": ["Een plek"],
        "latest_news_on": "2026-04-01",
        "latest_news": "Twee zalen bekeken.",
    }
    (line,) = rows(client)
    assert line["Wie doet dit?"] == "Gemeente"
    assert line["Afgesproken op"] == "2026-03-03"
    assert line["Klaar voor"] == "1e kwartaal 2027"
    assert line["Samen met"] == "Aleato"


def test_a_date_that_nobody_gave_is_not_made_up(client: Client) -> None:
    make_action(due_on=None, due_precision="none")
    (row,) = results(client)
    assert (row["due"], row["due_on"], row["due_precision"]) == ("nog geen datum", None, None)


def test_json_says_what_it_is_of_and_how_many_there_are(client: Client) -> None:
    make_action(status="done")
    make_action()
    whole = json.loads(body(client, "/afspraken.json?staat=done&pagina=3"))
    assert whole["url"] == "http://localhost:8000/afspraken/?staat=done"
    assert whole["count"] == len(whole["results"]) == 1
    assert json.loads(body(client, "/afspraken.json?staat=stuck"))["results"] == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?wie=bewoners",
        "?wie=gemeente",
        "?staat=te-laat",
        "?staat=stil",
        "?staat=busy",
        "?thema=zorg",
        "?wijk=zuid&wie=gemeente",
        "?punt=een-plek",
        "?eigenaar=gemeente",
        "?rol=wethouder%20Wonen",
        "?eigenaar=niemand",
        "?bijeenkomst=2020/oud",
        "?bijeenkomst=oud",
    ],
)
def test_every_form_has_the_rows_of_the_list(client: Client, query: str) -> None:
    today = timezone.localdate()
    item = make_agenda_item("Een plek", themes=[make_theme("Zorg")], areas=[make_district("Zuid")])
    city = make_organisation("Gemeente", kind=Organisation.Kind.MUNICIPALITY)
    old = make_held_meeting("Oud", starts_at=datetime(2020, 5, 1, 12, tzinfo=timezone.get_current_timezone()))
    make_action("Laat", owner=city, due_on=today - timedelta(days=3), due_precision="day", agenda_items=[item])
    make_action("Oud", owner=city, owner_role="wethouder Wonen", agreed_at=old)
    make_action("Bezig", status="busy")
    shown = [action.title for action in client.get(f"/afspraken/{query}").context["page"]]
    assert [row["Wat is er afgesproken?"] for row in rows(client, query)] == shown
    assert [row["title"] for row in results(client, query)] == shown
    titles = {entry.findtext(f"{ATOM}title", "").rpartition(":")[0] for entry in entries(client, query)}
    assert titles == set(shown)


def test_nothing_unpublished_is_in_any_form(client: Client) -> None:
    make_action("Zelf geheim", published=False)
    make_action("Bijeenkomst geheim", agreed_at=make_meeting(published=False))
    make_action("Eigenaar geheim", owner=make_organisation(status=Organisation.Status.PENDING))
    pending = make_organisation("Geheime partner", status=Organisation.Status.PENDING)
    shown = make_action("Wel")
    shown.next_check_at = make_meeting("Geheime controle", published=False)
    shown.save(update_fields=["next_check_at"])
    shown.partners.set([pending])
    for address in ("/afspraken.csv", "/afspraken.json", "/afspraken.atom", f"/afspraken.atom?eigenaar={pending.slug}"):
        assert " geheim" not in body(client, address)
        assert "Geheime" not in body(client, address)
    assert [row["title"] for row in results(client)] == ["Wel"]


@pytest.mark.parametrize("form", ["csv", "json", "atom"])
@pytest.mark.parametrize("query", ["?wie=niemand", "?staat=%00", "?thema=x&wijk=y", "?punt=%00", "?rol=" + "x" * 81])
def test_a_choice_we_do_not_know_is_refused_in_words(client: Client, form: str, query: str) -> None:
    make_action("Wel")
    response = client.get(f"/afspraken.{form}{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith("Deze keuze kennen we niet: ")
    assert "http://localhost:8000/afspraken/" in response.content.decode()


@pytest.mark.parametrize("form", ["xml", "ics", "csvx", "CSV", ""])
def test_another_form_is_no_address(client: Client, form: str) -> None:
    assert client.get(f"/afspraken.{form}").status_code == 404


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_never_takes_text_for_a_formula(client: Client, begin: str) -> None:
    make_action("Gewoon", details=f'{begin}HYPERLINK("x")')
    (row,) = rows(client)
    assert row["Toelichting"].startswith("'")
    assert row["Wat is er afgesproken?"] == "Gewoon"
    (data,) = results(client)
    assert data["details"] == f'{begin}HYPERLINK("x")'


def test_the_feed_has_all_that_a_feed_must_have(client: Client) -> None:
    action = make_action("Soep & <brood>\x0b", status="busy")
    feed = ElementTree.fromstring(body(client, "/afspraken.atom?staat=busy"))
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == "http://localhost:8000/afspraken/?staat=busy"
    assert feed.findtext(f"{ATOM}title") == "Afspraken Bewonersnetwerk Utrecht, Bezig"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Bewonersnetwerk Utrecht"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "alternate": "http://localhost:8000/afspraken/?staat=busy",
        "self": "http://localhost:8000/afspraken.atom?staat=busy",
    }
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"tag:localhost,{action.created_at:%Y-%m-%d}:action/{action.reference}"
    assert entry.findtext(f"{ATOM}title") == "Soep & <brood>: Bezig"
    (link,) = entry.findall(f"{ATOM}link")
    assert link.get("href") == f"http://localhost:8000/afspraken/{action.reference}/"
    for moment in (
        feed.findtext(f"{ATOM}updated"),
        entry.findtext(f"{ATOM}updated"),
        entry.findtext(f"{ATOM}published"),
    ):
        assert datetime.fromisoformat(str(moment)).tzinfo is not None
    assert "Er is een plek gevonden." in entry.findtext(f"{ATOM}summary", "")


@pytest.mark.django_db(transaction=True)  # the clock of the database stands still inside a transaction
def test_news_brings_an_action_to_the_top_of_the_feed_under_the_same_id(client: Client) -> None:
    first, _second = make_action("Eerste"), make_action("Tweede")
    before = {entry.findtext(f"{ATOM}id") for entry in entries(client)}
    make_news(action=first, text="Er is gebeld & gemaild.")
    after = entries(client)
    assert after[0].findtext(f"{ATOM}title") == "Eerste: Nog te doen"
    assert {entry.findtext(f"{ATOM}id") for entry in after} == before


def test_the_feed_has_the_fifty_newest(client: Client) -> None:
    bulk_actions(60, agreed_at=make_held_meeting(), owner=make_organisation())
    assert len(entries(client)) == 50


def test_columns_are_in_the_language_of_the_page_and_keys_are_not(client: Client) -> None:
    make_action()
    with override("en"):
        addresses = [reverse("action_export", args=[form]) for form in ("csv", "json")]
    assert body(client, addresses[0]).startswith("\ufeff")
    (row,) = json.loads(body(client, addresses[1]))["results"]
    assert list(row)[:3] == ["reference", "url", "title"]
    assert row["url"].startswith("http://localhost:8000/en/")


@pytest.mark.parametrize("number", [10, 1000])
@pytest.mark.parametrize(("form", "queries"), [("csv", 3), ("json", 3), ("atom", 4)])
def test_it_makes_the_same_queries_whatever_the_number_of_rows(
    client: Client, number: int, form: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bulk_actions(number, agreed_at=make_held_meeting(), owner=make_organisation(), items=[make_agenda_item()])
    with django_assert_num_queries(queries):
        text = body(client, f"/afspraken.{form}")
    assert Action.objects.count() == number
    assert text.count("Er is gebeld.") == (min(number, 50) if form == "atom" else number)
