"""The home page."""

import random
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agenda.models import Action
from agenda.tally import tally
from agenda.trail import most_complete_trail
from initiatives.counts import InitiativeCounts
from initiatives.districts import city_with_counts
from initiatives.forms import WhereForm
from initiatives.models import Organisation
from initiatives.statements import spread_over, themes_in_order
from meetings.models import Meeting
from netwerk.accounts.access import public
from netwerk.lib.search.index import counted
from netwerk.lib.statements import Statement
from netwerk.site.structured import site_data

# So many are looked at to find three of different districts.
CHANCES = 12

_actions = Statement(lambda: Action.objects.public().most_pressing_first().with_news()[:2])


@public
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    meetings = Meeting.objects.public().taking_place().coming(now).for_rows()[:2]
    facets = counted("=")
    districts, initiative_count = city_with_counts(InitiativeCounts.of(facets))
    context = {
        "where": WhereForm(),
        "districts": districts,
        "initiative_count": initiative_count,
        "themes": themes_in_order(),
        "meetings": meetings,
        "trail": most_complete_trail(today=today),
        "tally": tally(facets),
        "actions": _actions(),
        "initiatives": initiatives_of_the_day(today),
        "today": today,
        "structured": site_data(),
        "is_home": True,
    }
    return render(request, "site/home.html", context)


def initiatives_of_the_day(today: date) -> list[Organisation]:
    """Three initiatives that look for people, from different districts if there are, other ones each day.

    Two queries.
    """
    chance = random.Random(today.toordinal())
    tried = list(spread_over([(number + chance.random()) / CHANCES for number in range(CHANCES)]))
    chance.shuffle(tried)
    one_each = {organisation.district: organisation for organisation in tried}
    # Those of a district that has one already come last.
    return sorted(tried, key=lambda organisation: one_each[organisation.district] is not organisation)[:3]
