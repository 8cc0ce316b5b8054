"""Meetings as a file, as a feed and as a calendar one subscribes to."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from initiatives.models import Organisation
from meetings.domain import cancel_meeting
from meetings.models import Meeting
from tests.factories import bulk_meetings, make_district, make_held_meeting, make_meeting, make_organisation

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.getvalue().decode()


def titles(client: Client, form: str, query: str = "") -> set[str]:
    text = body(client, f"/bijeenkomsten.{form}{query}")
    if form == "csv":
        return {row["Titel"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
    if form == "json":
        return {row["title"] for row in json.loads(text)["results"]}
    if form == "atom":
        return {str(entry.findtext(f"{ATOM}title")) for entry in ElementTree.fromstring(text).findall(f"{ATOM}entry")}
    return {str(event["SUMMARY"]) for event in Calendar.from_ical(text).events}


@pytest.mark.parametrize("form", ["csv", "json", "atom", "ics"])
@pytest.mark.parametrize(
    "query", ["", "?wijk=zuid", "?soort=worksession", "?wijk=zuid&soort=worksession", "?jaar=2031"]
)
def test_every_form_has_the_rows_of_the_list(client: Client, form: str, query: str) -> None:
    zuid, oost = make_district("Zuid"), make_district("Oost")
    make_meeting("Straks zuid", area=zuid)
    make_meeting("Straks oost", area=oost, purpose=Meeting.Purpose.NETWORK)
    make_held_meeting("Geweest zuid", area=zuid, purpose=Meeting.Purpose.NETWORK)
    make_meeting("Ver weg", starts_at=datetime(2031, 5, 1, 12, tzinfo=UTC))
    make_meeting("Geheim", area=zuid, published=False)
    context = client.get(f"/bijeenkomsten/{query}").context
    shown = {meeting.title for meeting in [*context["coming"], *context["page"]]}
    assert titles(client, form, query) == shown


def test_a_calendar_begins_ninety_days_ago_and_the_other_forms_do_not(client: Client) -> None:
    now = timezone.now()
    make_held_meeting("Vorige maand", starts_at=now - timedelta(days=80))
    make_held_meeting("Vorig jaar", starts_at=now - timedelta(days=100))
    assert titles(client, "ics") == {"Vorige maand"}
    assert titles(client, "csv") == {"Vorige maand", "Vorig jaar"}


def test_a_file_tells_all_there_is_about_a_meeting(client: Client) -> None:
    meeting = make_meeting("Soep", starts_at=datetime(2026, 3, 28, 18, tzinfo=UTC), area=make_district("Zuid"))
    meeting.hosts.set([make_organisation("Aleato"), make_organisation("Nog niet", status=Organisation.Status.PENDING)])
    (row,) = json.loads(body(client, "/bijeenkomsten.json"))["results"]
    assert row["url"] == "http://localhost:8000/bijeenkomsten/2026/soep/"
    assert (row["starts_at"], row["ends_at"]) == ("2026-03-28T19:00:00+01:00", "2026-03-28T21:00:00+01:00")
    assert (row["purpose"], row["purpose_in_words"]) == ("worksession", "werksessie")
    assert (row["district"], row["hosts"], row["has_report"], row["summary"]) == ("Zuid", ["Aleato"], False, "")
    assert "2026-03-28 19:00" in body(client, "/bijeenkomsten.csv")


def test_a_report_that_is_not_final_is_in_no_form(client: Client) -> None:
    start = timezone.now() - timedelta(days=3)
    make_meeting("Net geweest", starts_at=start, state=Meeting.State.HELD, summary="Geheim tot later.")
    for form in ("csv", "json", "atom", "ics"):
        assert "Geheim" not in body(client, f"/bijeenkomsten.{form}")


def test_a_cancelled_meeting_stays_in_a_calendar_and_says_so(client: Client) -> None:
    meeting = make_meeting("Soep")
    cancel_meeting(meeting=meeting, why="De zaal is dicht.")
    calendar = Calendar.from_ical(body(client, "/bijeenkomsten.ics"))
    (event,) = calendar.events
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Soep (gaat niet door)"
    assert event["DESCRIPTION"].startswith("De zaal is dicht.")
    assert titles(client, "atom") == {"Soep (gaat niet door)"}


def test_a_calendar_says_what_it_is_and_where_it_comes_from(client: Client) -> None:
    make_district("Zuid")
    response = client.get("/bijeenkomsten.ics?wijk=zuid&soort=worksession")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.getvalue().decode()
    calendar = Calendar.from_ical(text)
    name = "Bijeenkomsten Bewonersnetwerk Utrecht, Zuid, werksessie"
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == name
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in text
    assert calendar["SOURCE"] == "http://localhost:8000/bijeenkomsten.ics?wijk=zuid&soort=worksession"


@pytest.mark.parametrize("form", ["csv", "json", "atom", "ics"])
@pytest.mark.parametrize("query", ["?wijk=niets", "?soort=x", "?jaar=x", "?jaar=1"])
def test_a_choice_we_do_not_know_is_refused(client: Client, form: str, query: str) -> None:
    make_meeting()
    response = client.get(f"/bijeenkomsten.{form}{query}")
    assert response.status_code == 400
    assert "Deze keuze kennen we niet" in response.content.decode()


def test_the_feed_has_all_that_a_feed_must_have(client: Client) -> None:
    meeting = make_meeting("Soep & brood", introduction="Kom *ook*.")
    feed = ElementTree.fromstring(body(client, "/bijeenkomsten.atom"))
    assert [feed.findtext(f"{ATOM}{name}") is not None for name in ("id", "title", "updated")] == [True] * 3
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"tag:localhost,{meeting.created_at:%Y-%m-%d}:meeting/{meeting.pk}"
    assert entry.findtext(f"{ATOM}updated")
    assert entry.findtext(f"{ATOM}title") == "Soep & brood"
    assert "Kom ook." in str(entry.findtext(f"{ATOM}summary"))


@pytest.mark.parametrize("number", [10, 1000])
@pytest.mark.parametrize("form", ["csv", "json", "atom", "ics"])
def test_it_makes_two_queries_whatever_the_number_of_rows(
    client: Client, number: int, form: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bulk_meetings(number, area=make_district("Zuid"))
    with django_assert_num_queries(2):
        assert len(titles(client, form)) == (min(50, number) if form == "atom" else number)
