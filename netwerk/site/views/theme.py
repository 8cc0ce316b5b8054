"""The page of one theme: what there is to join, where to go, and what was agreed about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from agenda.models import Action, AgendaItem
from initiatives.counts import InitiativeCounts
from initiatives.models import Organisation, Theme
from initiatives.search_names import theme_label
from meetings.models import Meeting
from netwerk.accounts.access import public
from netwerk.lib.search.index import quoted, ranked

MOST = 8


@public
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Theme, slug=slug)
    now = timezone.now()
    count = InitiativeCounts.now().total(themes=[shown.slug])
    label = quoted(theme_label(shown.slug))
    initiatives = Organisation.objects.active().initiatives().about(shown).known_by(label, count)
    context = {
        "theme": shown,
        "count": count,
        "initiatives": initiatives.seeking_people_first().for_cards()[:MOST],
        "meetings": Meeting.objects.public().coming(now).about(shown).for_rows()[:4],
        "items": AgendaItem.objects.public().standing().most_heard(ranked("agenda_item", label)[:4]),
        "actions": Action.objects.public().about(shown).with_news().most_pressing_first()[:4],
        "themes": Theme.objects.exclude(pk=shown.pk),
        "today": timezone.localdate(now),
        "nav_here": "initiative_list",
    }
    return render(request, "site/theme.html", context)
