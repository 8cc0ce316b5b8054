"""Meetings for other programs: files, a news feed, and calendars."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.calendar import CONTENT_TYPE, calendar_of
from meetings.exports import MEETING_COLUMNS, entries_of, title_of
from meetings.filters import MeetingFilter
from meetings.models import Meeting
from netwerk.accounts.access import public
from netwerk.lib.exports import READ, file_of, refusal
from netwerk.lib.feeds import NEWEST, feed_of, title_of_list
from netwerk.lib.links import absolute


@public
def meeting_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """What the list shows with the same filters, coming and past; as a calendar from 90 days ago on."""
    filters = MeetingFilter.of(request, Meeting.objects.public())
    if not filters.is_valid():
        return refusal(filters, "meeting_list")
    title = title_of_list(_("Bijeenkomsten"), filters.chosen_labels())
    if form == "atom":
        newest = filters.qs.for_rows().last_changed_first()[:NEWEST]
        return feed_of(request, entries_of(newest), title=title, list_name="meeting_list")
    if form == "ics":
        now = timezone.now()
        rows = filters.qs.for_calendar(now).iterator(chunk_size=READ)
        calendar = calendar_of(rows, name=title, url=absolute(request.get_full_path()), now=now)
        return StreamingHttpResponse(calendar, content_type=CONTENT_TYPE)
    return file_of(request, form, MEETING_COLUMNS, filters.qs.for_export(), list_name="meeting_list")


@public
def meeting_calendar(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One meeting, to put in one's own calendar."""
    meeting = get_object_or_404(Meeting.objects.public().in_year(year), slug=slug)
    calendar = calendar_of([meeting], name=title_of(meeting), url=absolute(request.path), now=timezone.now())
    return HttpResponse(b"".join(calendar), content_type=CONTENT_TYPE)
