"""The list of meetings."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from initiatives.models import Area
from meetings.filters import MeetingFilter
from meetings.models import Meeting
from netwerk.accounts.access import public
from netwerk.lib.lists import chosen, kept_query, page_of


@public
def meeting_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    districts = list(Area.objects.of_municipality(settings.MUNICIPALITY_CODE).districts())
    meetings = Meeting.objects.public().for_rows()
    filters = MeetingFilter(request.GET, queryset=meetings, districts=districts)
    found = filters.qs if filters.is_valid() else meetings
    choices = filters.form.cleaned_data if filters.is_valid() else {}
    labels = {
        "wijk": lambda slug: filters.districts[slug].name,
        "soort": lambda purpose: str(Meeting.Purpose(purpose).label),
        "jaar": lambda year: str(int(year)),
    }
    context = {
        "filters": filters,
        "chosen": [
            chosen(request, name, request.GET[name], label(choices[name]))
            for name, label in labels.items()
            if choices.get(name)
        ],
        "coming": found.coming(now)[:50],
        "page": page_of(found.past(now), request),
        "query": kept_query(request),
        "today": timezone.localdate(now),
        "nav_here": "meeting_list",
    }
    return render(request, "meetings/meeting_list.html", context)
