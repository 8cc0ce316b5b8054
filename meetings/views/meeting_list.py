"""The list of meetings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings.exports import MEETING_FORMATS
from meetings.filters import MeetingFilter
from meetings.models import Meeting
from netwerk.accounts.access import public
from netwerk.lib.exports import other_forms
from netwerk.lib.lists import chosen, kept_query, page_of

MOST_COMING = 20


@public
def meeting_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    meetings = Meeting.objects.public().for_rows()
    filters = MeetingFilter.of(request, meetings)
    is_valid = filters.is_valid()
    found = filters.qs if is_valid else meetings
    query = kept_query(request)
    page = page_of(found.past(now), request)
    # Who turns the pages reads back; what is to come stands on the first.
    coming = list(found.coming(now)[: MOST_COMING + 1]) if page.number == 1 else []
    context = {
        "filters": filters,
        "chosen": [
            chosen(request, name, request.GET[name], label) for name, label in filters.chosen_labels() if is_valid
        ],
        "coming": coming[:MOST_COMING],
        "more_coming": len(coming) > MOST_COMING,
        "page": page,
        "query": query,
        "other_forms": other_forms("meeting_export", MEETING_FORMATS, query if is_valid else ""),
        "today": timezone.localdate(now),
        "nav_here": "meeting_list",
    }
    return render(request, "meetings/meeting_list.html", context)
