"""The page of one theme: what there is to join, where to go, and what was agreed about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from agenda.models import Action, AgendaItem
from initiatives.models import Organisation, Theme
from meetings.models import Meeting
from netwerk.accounts.access import public

MOST = 8


@public
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Theme, slug=slug)
    now = timezone.now()
    initiatives = Organisation.objects.active().initiatives().about(shown)
    context = {
        "theme": shown,
        "count": initiatives.count(),
        "initiatives": initiatives.seeking_people_first().for_cards()[:MOST],
        "meetings": Meeting.objects.public().coming(now).about(shown).for_rows()[:4],
        "items": AgendaItem.objects.public().standing().about(shown).with_voice_counts().most_heard_first()[:4],
        "actions": Action.objects.public().about(shown).with_news().most_pressing_first()[:4],
        "themes": Theme.objects.exclude(pk=shown.pk),
        "today": timezone.localdate(now),
        "nav_here": "initiative_list",
    }
    return render(request, "site/theme.html", context)
