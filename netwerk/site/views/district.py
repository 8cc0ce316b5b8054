"""The page of one district: first the neighbourhood, then the district, then what is for the whole city."""

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from agenda.models import Action, AgendaItem
from initiatives.counts import InitiativeCounts
from initiatives.districts import city_with_counts
from initiatives.models import Area, Organisation
from initiatives.search_names import WHOLE_CITY, place_label
from initiatives.structured import place_data
from meetings.models import Meeting, Voice
from netwerk.accounts.access import public
from netwerk.lib.search.index import counted, quoted
from netwerk.lib.statements import Statement

# What one page shows of each kind; the lists have the rest.
MOST = 12

_voices = Statement(
    lambda key: (
        Voice.objects.public()
        .heard_in(Area(pk=key))
        .for_quotes()
        .prefetch_related(Prefetch("agenda_items", AgendaItem.objects.public()))
        .order_by("-pk")[:6]
    )
)


@public
def district(request: HttpRequest, slug: str) -> HttpResponse:
    city = Area.objects.of_municipality(settings.MUNICIPALITY_CODE)
    chosen = get_object_or_404(city.districts(), slug=slug)
    here = chosen.neighbourhoods.filter(slug=request.GET.get("buurt", "").replace("\x00", "")).first()
    now = timezone.now()
    counts = InitiativeCounts.now()
    districts, _total = city_with_counts(counts)
    count = counts.by_district()[chosen.slug]
    cards = Organisation.objects.active().initiatives().seeking_people_first().for_cards().prefetch_related(None)
    in_neighbourhood: list[Organisation] = []
    if here:
        label = place_label(here.slug)
        in_neighbourhood += cards.located_in(here).known_by(quoted(label), counted(label).get(label, 0))[:MOST]
    seen = [organisation.pk for organisation in in_neighbourhood]
    in_district = list(
        cards.located_in(chosen).known_by(quoted(place_label(chosen.slug)), count).exclude(pk__in=seen)[:MOST]
    )
    in_city = list(cards.whole_city().known_by(quoted(WHOLE_CITY), counts.for_whole_city())[:4])
    prefetch_related_objects([*in_neighbourhood, *in_district, *in_city], "themes")
    context = {
        "district": chosen,
        "neighbourhood": here,
        "in_neighbourhood": in_neighbourhood,
        "in_district": in_district,
        "in_city": in_city,
        "meetings": Meeting.objects.public().coming(now).for_residents_of(chosen).for_rows()[:4],
        "voices": _voices(chosen.pk),
        "actions": Action.objects.public().playing_in(chosen).most_pressing_first()[:5],
        "districts": districts,
        "count": count,
        "today": timezone.localdate(now),
        "structured": place_data(chosen),
        "share_kind": "district",
        "share_key": chosen.slug,
        "nav_here": "district_list",
    }
    return render(request, "site/district.html", context)
