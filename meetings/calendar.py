"""Meetings as a calendar (iCalendar, RFC 5545) that people keep beside their own appointments.

A meeting keeps its UID for good, and SEQUENCE is its version: a change or a cancellation replaces what a calendar has.
Times are in UTC, so that no time zone has to come along.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import get_language, override
from icalendar import Calendar, Event, vCalAddress

from meetings.exports import title_of
from meetings.models import Meeting
from netwerk.lib.feeds import without_control_characters
from netwerk.lib.links import absolute, host
from netwerk.lib.text import plain

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)
_END = b"END:VCALENDAR\r\n"


def calendar_of(meetings: Iterable[Meeting], *, name: str, url: str, now: datetime) -> Iterator[bytes]:
    """The calendar `name`, one meeting after another; `url` is where it can be had again, `now` when it was made."""
    language = get_language() or settings.LANGUAGE_CODE
    calendar = Calendar()
    calendar.add("prodid", f"-//{host()}//{settings.SITE_NAME}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("source", url, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    yield calendar.to_ical().removesuffix(_END)
    for meeting in meetings:
        with override(language):
            event = event_of(meeting, now=now)
        yield event.to_ical()
    yield _END


def event_of(meeting: Meeting, *, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{host()}")
    event.add("dtstamp", now)
    event.add("created", meeting.created_at)
    event.add("last-modified", meeting.updated_at)
    event.add("sequence", meeting.version)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", _text(title_of(meeting)))
    if location := ", ".join(part for part in (meeting.place, meeting.address) if part):
        event.add("location", _text(location))
    url = absolute(meeting.get_absolute_url())
    event.add("url", url)
    parts = (meeting.cancelled_why, plain(meeting.introduction), meeting.practical.strip(), url)
    event.add("description", _text("\n\n".join(part for part in parts if part)))
    organiser = vCalAddress(f"mailto:{settings.CONTACT_EMAIL}")
    organiser.params["CN"] = settings.SITE_NAME
    event.add("organizer", organiser)
    return event


def _text(text: str) -> str:
    """`text` as a calendar can hold it, with one kind of end of line."""
    return "\n".join(without_control_characters(text).splitlines())
