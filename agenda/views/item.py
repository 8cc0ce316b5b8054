"""The points on our agenda."""

from collections import defaultdict

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.exports import AGENDA_ITEM_FORMATS
from agenda.models import AgendaItem, Instrument
from agenda.trail import trail_of
from initiatives.models import Organisation
from meetings.models import Voice
from netwerk.accounts.access import is_at_the_desk, is_coordinator, public
from netwerk.lib.audit import history_of
from netwerk.lib.exports import other_forms
from netwerk.lib.lists import kept_query, page_of
from netwerk.lib.search.index import ranked


@public
def agenda_item_list(request: HttpRequest) -> HttpResponse:
    page = page_of(ranked("agenda_item"), request)
    page.object_list = AgendaItem.objects.public().most_heard(page.object_list)
    context = {
        "page": page,
        "query": kept_query(request),
        "instruments": Instrument.objects.all(),
        "other_forms": other_forms("agenda_item_export", AGENDA_ITEM_FORMATS),
        "nav_here": "message",
    }
    return render(request, "agenda/agenda_item_list.html", context)


@public
def agenda_item(request: HttpRequest, slug: str) -> HttpResponse:
    supporters = Prefetch("supporters", Organisation.objects.public())
    items = AgendaItem.objects.with_area_and_instrument_names().prefetch_related("themes", supporters)
    shown = get_object_or_404(items, slug=slug)
    if not shown.published and not is_coordinator(request.user):
        raise Http404
    today = timezone.localdate()
    voices = list(shown.voices.public().for_quotes().order_by("meeting__starts_at", "pk")[:60])
    context = {
        "item": shown,
        "voice_count": len(voices),
        "voices_by_district": _by_district(voices),
        "steps": shown.steps.all(),
        "meetings": shown.meetings.public().for_rows().order_by("starts_at")[:20],
        "actions": shown.actions.public().with_news().most_pressing_first()[:20],
        "trail": trail_of(shown, today=today),
        "today": today,
        "share_kind": "agenda_item",
        "share_key": shown.slug,
        "nav_here": "message",
    }
    if is_at_the_desk(request):
        context["history"] = history_of(shown)
    return render(request, "agenda/agenda_item.html", context)


def _by_district(voices: list[Voice]) -> list[tuple[str, list[Voice]]]:
    """The voices under the name of the district they came from, in order of name; without a district last."""
    groups: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        groups[voice.area.district.name if voice.area else ""].append(voice)
    named = sorted((name, group) for name, group in groups.items() if name)
    return named + ([(_("Uit de hele stad"), groups[""])] if "" in groups else [])
