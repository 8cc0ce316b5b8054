"""What calendars and feed readers of others make of ours."""

from datetime import UTC, datetime

import feedparser
import pytest
import vobject
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_city")]


def test_a_calendar_program_reads_every_meeting_with_its_hours(client: Client) -> None:
    response = client.get(reverse("meeting_export", args=["ics"]))
    calendar = vobject.readOne(response.getvalue().decode())
    events = {event.uid.value: event for event in calendar.vevent_list}
    coming = Meeting.objects.public().coming(datetime.now(tz=UTC))
    assert coming.count() >= 4
    for meeting in coming:
        event = next(event for uid, event in events.items() if uid.startswith(f"meeting-{meeting.pk}@"))
        assert (event.dtstart.value, event.dtend.value) == (meeting.starts_at, meeting.ends_at)
        assert meeting.title in event.summary.value
        assert event.status.value == ("CANCELLED" if meeting.is_cancelled else "CONFIRMED")


@pytest.mark.parametrize("name", ["action_export", "meeting_export"])
def test_a_feed_reader_finds_no_fault(name: str, client: Client) -> None:
    response = client.get(reverse(name, args=["atom"]))
    feed = feedparser.parse(response.getvalue())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 10
    for entry in feed.entries:
        assert entry.title
        assert entry.link.startswith("http")
        assert entry.updated_parsed


def test_a_feed_reader_sees_the_newest_news_first(client: Client) -> None:
    feed = feedparser.parse(client.get(reverse("action_export", args=["atom"])).getvalue())
    moments = [entry.updated_parsed for entry in feed.entries]
    assert moments == sorted(moments, reverse=True)
