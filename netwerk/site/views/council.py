"""The page for council members: in two minutes what the network asks, what was agreed, and what came of it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.edition import standing_points
from agenda.models import Action, SharedMessage
from agenda.querysets import MUNICIPAL, ActionQuerySet
from agenda.tally import tally
from meetings.models import CITY_TIME, Meeting
from netwerk.accounts.access import public
from netwerk.lib.links import absolute
from netwerk.lib.statements import Statement
from netwerk.site.changes import Watched, changes_since
from netwerk.site.forms import SinceForm

# What fits on one sheet; the list of actions has the rest.
MOST_ACTIONS = 16
MOST_CHANGES = 5
LOOK_BACK = timedelta(days=91)


@dataclass(frozen=True)
class Portfolio:
    """Who has to do something, and the open actions of that one, the longest open first."""

    name: str
    actions: list[Action] = field(default_factory=list)


@public
def council(request: HttpRequest) -> HttpResponse:
    """`?sinds=` is the day from which changes are told; three months ago when it is not given."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = SinceForm(request.GET if "sinds" in request.GET else None, today=today, initial={"sinds": today - LOOK_BACK})
    since = form.cleaned_data["sinds"] if form.is_bound and form.is_valid() else today - LOOK_BACK
    message = SharedMessage.objects.current()
    shown = _most_pressing()
    conversations = list(Meeting.objects.public().last_and_next_conversation(now).for_rows())
    changes = changes_since(_midnight(since), until=now, watched=Watched())
    context = {
        "message": message,
        "points": standing_points(message) if message else [],
        "tally": tally(),
        "portfolios": _portfolios(shown[:MOST_ACTIONS]),
        "has_more": len(shown) > MOST_ACTIONS,
        "last": next((meeting for meeting in conversations if meeting.is_over(now)), None),
        "next": next((meeting for meeting in conversations if not meeting.is_over(now)), None),
        "form": form,
        "since": since,
        "changes": [(change, timezone.localdate(change.when)) for change in changes[:MOST_CHANGES]],
        "more_changes": max(0, len(changes) - MOST_CHANGES),
        "page_url": absolute(request.path),
        "today": today,
        "nav_here": "message",
    }
    return render(request, "site/council.html", context)


def _midnight(day: date) -> datetime:
    """When `day` begins in the city."""
    return datetime.combine(day, time.min, CITY_TIME)


def _open() -> ActionQuerySet:
    shown = Action.objects.public().open().with_district_names().select_related("owner")
    return shown.prefetch_related("external_references")


_municipal = Statement(lambda: _open().municipal()[: MOST_ACTIONS + 1])
_of_others = Statement(lambda: _open().of_others()[: MOST_ACTIONS + 1])


def _most_pressing() -> list[Action]:
    """Open actions, one more than are shown: first those of the municipality and the council. At most two queries."""
    shown = list(_municipal())
    if len(shown) <= MOST_ACTIONS:
        shown += _of_others()
    return shown[: MOST_ACTIONS + 1]


def _portfolios(actions: list[Action]) -> list[Portfolio]:
    """`actions` under the words for who owns them; residents and others come last, together."""
    named = groupby(actions, key=lambda action: action.owner_in_words if action.owner.kind in MUNICIPAL else "")
    return [Portfolio(name or _("Bewoners en anderen"), list(group)) for name, group in named]
