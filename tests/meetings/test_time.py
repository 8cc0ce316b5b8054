"""Moments are kept in UTC and told in the time of the city, also when the clock goes back or forward."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from meetings.models import Meeting
from netwerk.lib.text import hours_in_words
from tests.factories import make_action, make_held_meeting, make_meeting

pytestmark = pytest.mark.django_db

CITY = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("local", "stored"),
    [
        (datetime(2026, 3, 29, 1, 30, tzinfo=CITY), "2026-03-29 00:30:00+00"),
        (datetime(2026, 3, 29, 3, 30, tzinfo=CITY), "2026-03-29 01:30:00+00"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=CITY), "2026-10-25 00:30:00+00"),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=CITY), "2026-10-25 01:30:00+00"),
        (datetime(2026, 7, 1, 20, 0, tzinfo=CITY), "2026-07-01 18:00:00+00"),
        (datetime(2026, 12, 1, 20, 0, tzinfo=CITY), "2026-12-01 19:00:00+00"),
    ],
)
def test_the_database_keeps_utc(local: datetime, stored: str) -> None:
    meeting = make_meeting(starts_at=local)
    with connection.cursor() as cursor:
        cursor.execute("SELECT starts_at AT TIME ZONE 'UTC' FROM meetings_meeting WHERE id = %s", [meeting.pk])
        assert f"{cursor.fetchone()[0]}+00" == stored
    meeting.refresh_from_db()
    assert meeting.starts_at == local.astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "hours", "words"),
    [
        (datetime(2026, 3, 29, 1, 0, tzinfo=CITY), 2, "01.00 tot 04.00 uur"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=CITY), 3, "01.00 tot 03.00 uur"),
    ],
)
def test_a_meeting_over_the_change_of_the_clock_lasts_as_long_as_it_lasts(
    start: datetime, hours: int, words: str
) -> None:
    end = (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(CITY)
    meeting = make_meeting(starts_at=start, ends_at=end)
    meeting.refresh_from_db()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=hours)
    assert hours_in_words(meeting.starts_at, meeting.ends_at) == words


def test_the_hour_that_comes_twice_still_ends_after_it_starts() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=CITY)
    meeting = make_meeting(starts_at=first, ends_at=first.replace(fold=1))
    assert meeting.ends_at.astimezone(UTC) - meeting.starts_at.astimezone(UTC) == timedelta(hours=1)


def test_the_year_and_the_day_in_an_address_are_those_of_the_city(client: Client) -> None:
    meeting = make_meeting("Nieuwjaar", starts_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert (meeting.starts_on, meeting.year) == (date(2027, 1, 1), 2027)
    assert meeting.get_absolute_url() == "/bijeenkomsten/2027/nieuwjaar/"
    assert client.get("/bijeenkomsten/2027/nieuwjaar/").status_code == 200
    assert client.get("/bijeenkomsten/2026/nieuwjaar/").status_code == 404
    assert list(Meeting.objects.in_year(2027)) == [meeting]


def test_one_address_may_be_used_again_in_another_year_of_the_city() -> None:
    make_meeting(slug="soep", starts_at=datetime(2026, 12, 31, 22, 30, tzinfo=UTC))
    again = make_meeting(slug="anders", starts_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    again.slug = "soep"
    again.full_clean()
    again.save()
    third = make_meeting(slug="derde", starts_at=datetime(2027, 6, 1, 12, 0, tzinfo=UTC))
    third.slug = "soep"
    with pytest.raises(ValidationError, match="Er is dat jaar al een bijeenkomst met dit adres"):
        third.full_clean()


def test_a_meeting_is_coming_until_it_ends_and_past_from_then_on() -> None:
    start = datetime(2026, 10, 25, 1, 0, tzinfo=CITY)
    meeting = make_meeting(starts_at=start, ends_at=start + timedelta(hours=1))
    end = meeting.ends_at
    for moment, coming in ((end - timedelta(seconds=1), True), (end, True), (end + timedelta(seconds=1), False)):
        assert Meeting.objects.coming(moment).exists() is coming
        assert Meeting.objects.past(moment).exists() is not coming


def test_today_is_that_of_the_city_when_lateness_is_told(client: Client, at: Callable[..., datetime]) -> None:
    at(2026, 11, 23, 12, 0)
    meeting = make_held_meeting()
    action = make_action(agreed_at=meeting, due_on=date(2026, 11, 24), due_precision="day")
    # Half past midnight in the city, while it is still yesterday in UTC.
    at(2026, 11, 25, 0, 30)
    assert "1 dag te laat" in client.get(action.get_absolute_url()).text
    at(2026, 11, 24, 23, 59)
    assert "te laat" not in client.get(action.get_absolute_url()).text
