"""Meetings as schema.org tells them."""

from django.conf import settings
from django.utils import timezone

from initiatives.structured import address_data
from meetings.models import CITY_TIME, Meeting
from netwerk.lib.links import absolute
from netwerk.lib.structured import Data
from netwerk.lib.text import plain


def event_data(meeting: Meeting) -> Data:
    """A public meeting, coming or past; one that is cancelled says so."""
    url = absolute(meeting.get_absolute_url())
    status = "EventCancelled" if meeting.is_cancelled else "EventScheduled"
    return {
        "@type": "Event",
        "@id": url,
        "name": meeting.title,
        "url": url,
        "description": plain(meeting.summary if meeting.has_public_report else meeting.introduction),
        "startDate": timezone.localtime(meeting.starts_at, CITY_TIME).isoformat(),
        "endDate": timezone.localtime(meeting.ends_at, CITY_TIME).isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": meeting.place or settings.CITY_NAME,
            "address": address_data(meeting.address),
        },
        "organizer": {"@type": "Organization", "name": settings.SITE_NAME, "url": absolute("/")},
        "maximumAttendeeCapacity": meeting.capacity,
        "isAccessibleForFree": True,
        "inLanguage": "nl",
    }
