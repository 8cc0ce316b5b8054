"""The points on our agenda."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Window
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.exports import AGENDA_ITEM_FORMATS
from agenda.models import Action, AgendaItem, Instrument
from agenda.trail import line_of, public_points
from initiatives.models import Organisation
from meetings.models import Meeting, Voice
from netwerk.accounts.access import is_at_the_desk, is_coordinator, public
from netwerk.lib import kept
from netwerk.lib.aggregates import among
from netwerk.lib.audit import history_of
from netwerk.lib.exports import other_forms
from netwerk.lib.lists import kept_query, page_of
from netwerk.lib.search.index import ranked
from netwerk.lib.statements import Statement

# So many actions stand on the page of an item.
MOST_ACTIONS = 20

_item = Statement(
    lambda slug: (
        AgendaItem.objects.filter(slug=slug)
        .with_area_and_instrument_names()
        # Whether it is worth asking for the first of them.
        .annotate(has_points=Exists(public_points().filter(agenda_items=OuterRef("pk"))))
        .prefetch_related(
            "themes",
            "steps",
            Prefetch("supporters", Organisation.objects.public()),
            Prefetch("meetings", Meeting.objects.public().order_by("starts_at")),
        )
    )
)
# The first of them stands on the trail, with how many there are.
_voices = Statement(
    lambda key: (
        Voice.objects.public()
        .filter(among(AgendaItem.voices.through.objects.filter(agendaitem=key).values("voice")))
        .for_quotes()
        .annotate(total=Window(Count("pk")))
        .order_by("meeting__starts_at", "pk")[:60]
    )
)
_actions = Statement(
    lambda key: (
        Action.objects.public()
        .filter(among(Action.agenda_items.through.objects.filter(agendaitem=key).values("action")))
        .with_news()
        .most_pressing_first()[:MOST_ACTIONS]
    )
)


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
    found = _item(slug.replace("\x00", ""))
    shown: Any = found.first
    if shown is None or (not shown.published and not is_coordinator(request.user)):
        raise Http404
    today = timezone.localdate()
    voices, actions = _voices(shown.pk), _actions(shown.pk)
    line = line_of(
        shown,
        voices=voices,
        # It asks for the one that leads when there may be more than are shown.
        actions=actions if len(actions) < MOST_ACTIONS else None,
        points=None if shown.has_points else (),
    )

    def context() -> dict[str, Any]:
        return {
            "item": shown,
            "voices": voices,
            "voices_by_district": _by_district(voices),
            "actions": actions,
            "trail": line.trail(today),
            "today": today,
            "share_kind": "agenda_item",
            "share_key": shown.slug,
            "nav_here": "message",
            "history": history_of(shown) if is_at_the_desk(request) else None,
        }

    read = found.as_read, voices.as_read, actions.as_read, line.as_read, today
    return kept.page(request, "agenda/agenda_item.html", read, context)


def _by_district(voices: Iterable[Voice]) -> list[tuple[str, list[Voice]]]:
    """The voices under the name of the district they came from, in order of name; without a district last."""
    groups: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        groups[voice.area.district.name if voice.area else ""].append(voice)
    named = sorted((name, group) for name, group in groups.items() if name)
    return named + ([(_("Uit de hele stad"), groups[""])] if "" in groups else [])
