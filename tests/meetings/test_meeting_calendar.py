"""One meeting for one's own calendar, read back by a parser and by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar, Event

from meetings.domain import cancel_meeting
from meetings.models import Meeting
from tests.factories import make_meeting

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 28, 18, tzinfo=UTC)


def text_of(client: Client, meeting: Meeting) -> str:
    response = client.get(reverse("meeting_calendar", args=[meeting.year, meeting.slug]))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content.decode()


def event_of(client: Client, meeting: Meeting) -> Event:
    calendar = Calendar.from_ical(text_of(client, meeting))
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar.errors == []
    (event,) = calendar.events
    assert event.errors == []
    return event


def by_hand(text: str) -> dict[str, str]:
    """The lines of the one event as RFC 5545 says to read them: unfolded, name without parameters, value as it is."""
    unfolded = text.replace("\r\n ", "")
    inside = unfolded.split("BEGIN:VEVENT\r\n")[1].split("END:VEVENT\r\n")[0]
    lines = [line.partition(":") for line in inside.splitlines()]
    return {name.partition(";")[0]: value for name, _colon, value in lines}


def test_a_calendar_gets_all_it_needs(client: Client) -> None:
    meeting = make_meeting(
        "Soep, brood; en praat",
        slug="soep",
        starts_at=START,
        place="De Huiskamer",
        address="Dreef 1, Utrecht",
        introduction="Kom **ook**.",
        practical="Eten: er is soep\r\nTrap: nee",
    )
    event = event_of(client, meeting)
    assert event["UID"] == f"meeting-{meeting.pk}@localhost"
    assert event["SEQUENCE"] == meeting.version
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (START, START + timedelta(hours=2))
    assert event["LAST-MODIFIED"].dt == meeting.updated_at.replace(microsecond=0)
    assert (event["SUMMARY"], event["STATUS"]) == ("Soep, brood; en praat", "CONFIRMED")
    assert event["LOCATION"] == "De Huiskamer, Dreef 1, Utrecht"
    assert event["URL"] == "http://localhost:8000/bijeenkomsten/2026/soep/"
    assert event["DESCRIPTION"] == (
        "Kom ook.\n\nEten: er is soep\nTrap: nee\n\nhttp://localhost:8000/bijeenkomsten/2026/soep/"
    )


def test_another_reader_gets_the_same(client: Client) -> None:
    meeting = make_meeting("Soep, brood; en praat", starts_at=START, introduction="É" * 200)
    text = text_of(client, meeting)
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "VTIMEZONE" not in text
    assert "RDATE" not in text
    found = by_hand(text)
    assert found["DTSTART"] == "20260328T180000Z"
    assert found["DTEND"] == "20260328T200000Z"
    assert found["SUMMARY"] == r"Soep\, brood\; en praat"
    assert found["UID"] == f"meeting-{meeting.pk}@localhost"
    assert found["DESCRIPTION"].startswith("É" * 200)
    assert found.keys() >= {"DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "ORGANIZER", "URL"}


def test_a_change_replaces_what_a_calendar_has(client: Client) -> None:
    meeting = make_meeting("Soep", starts_at=START)
    before = event_of(client, meeting)
    meeting.starts_at, meeting.ends_at = START + timedelta(days=400), START + timedelta(days=400, hours=1)
    meeting.slug = "andere-soep"
    meeting.save()
    after = event_of(client, meeting)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == meeting.starts_at


def test_a_cancelled_meeting_says_so(client: Client) -> None:
    meeting = make_meeting("Soep", starts_at=datetime.now(UTC) + timedelta(days=9))
    before = event_of(client, meeting)
    cancel_meeting(meeting=meeting, why="De zaal is dicht.")
    after = event_of(client, meeting)
    assert (after["STATUS"], after["SUMMARY"]) == ("CANCELLED", "Soep (gaat niet door)")
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_text_cannot_add_lines_to_the_calendar(client: Client) -> None:
    meeting = make_meeting("Soep", starts_at=START, place="Hier\r\nATTACH:http://elders.example/\x07")
    assert "\r\nATTACH" not in text_of(client, meeting)
    assert event_of(client, meeting)["LOCATION"] == "Hier\nATTACH:http://elders.example/"


def test_a_meeting_that_is_not_public_has_no_calendar(client: Client) -> None:
    make_meeting("Geheim", starts_at=START, published=False)
    make_meeting("Soep", starts_at=START)
    assert client.get("/bijeenkomsten/2026/geheim.ics").status_code == 404
    assert client.get("/bijeenkomsten/2027/soep.ics").status_code == 404
    assert client.get("/bijeenkomsten/2026/soep.ics").status_code == 200


def test_it_keeps_its_name_in_english(client: Client) -> None:
    meeting = make_meeting("Soep", starts_at=START)
    with override("en"):
        address = reverse("meeting_calendar", args=[2026, "soep"])
    (event,) = Calendar.from_ical(client.get(address).content).events
    assert event["UID"] == f"meeting-{meeting.pk}@localhost"
    assert event["URL"].startswith("http://localhost:8000/en/")
