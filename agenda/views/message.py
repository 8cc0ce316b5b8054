"""The shared message: the edition that holds, and older ones."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.domain import NO_AGREEMENT, derived_status
from agenda.models import Action, Endorsement, MessagePoint, Plate, SharedMessage
from agenda.models.message import PointAgendaItem
from initiatives.models import Organisation
from netwerk.accounts.access import is_coordinator, public


@dataclass(frozen=True)
class ShownPoint:
    """A point with how it stands now, derived from the public actions under its agenda items."""

    point: MessagePoint
    plate: Plate | None
    status: str
    status_label: str
    actions: tuple[Action, ...]

    @property
    def anchor(self) -> str:
        return f"punt-{self.point.position}"


@public
def message(request: HttpRequest) -> HttpResponse:
    current = SharedMessage.objects.current()
    if current is None:
        return render(request, "agenda/message.html", {"nav_here": "message"})
    return render(request, "agenda/edition.html", _context(current))


@public
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(SharedMessage, slug=slug)
    if not shown.is_frozen and not is_coordinator(request.user):
        raise Http404
    return render(request, "agenda/edition.html", _context(shown))


def _context(message: SharedMessage) -> dict[str, object]:
    editions = list(SharedMessage.objects.public())
    standing = message.endorsements.filter(organisation__in=Organisation.objects.public())
    endorsements = list(standing.select_related("organisation__main_area__parent"))
    return {
        "message": message,
        "points": _points(message),
        "log": message.log.all(),
        "endorsement_count": len(endorsements),
        "endorsements_by_district": _by_district(endorsements),
        "newer": next((other for other in editions if other.supersedes_id == message.pk), None),
        "others": [other for other in editions if other.pk != message.pk],
        "today": timezone.localdate(),
        "nav_here": "message",
    }


def _points(message: SharedMessage) -> list[ShownPoint]:
    """The points in order with their status. Five queries, whatever the number of points, links and actions."""
    points = list(message.points.select_related("plate").prefetch_related("plate__hotspots"))
    of_point: dict[int, dict[int, Action]] = defaultdict(dict)
    points_of_item: dict[int, list[int]] = defaultdict(list)
    for link in PointAgendaItem.objects.filter(point__in=points):
        points_of_item[link.agenda_item_id].append(link.point_id)
    for action in Action.objects.public().serving(points_of_item):
        for point_id in points_of_item[action.item_id]:  # type: ignore[attr-defined]
            of_point[point_id][action.pk] = action
    shown = []
    for point in points:
        actions = tuple(of_point[point.pk].values())
        status = derived_status(action.status for action in actions)
        label = _("Nog geen afspraak") if status == NO_AGREEMENT else str(Action.Status(status).label)
        shown.append(ShownPoint(point, getattr(point, "plate", None), status, label, actions))
    return shown


def _by_district(endorsements: list[Endorsement]) -> list[tuple[str, list[Endorsement]]]:
    """Who stands behind an edition, under the name of their district; the whole city last."""
    groups: dict[str, list[Endorsement]] = defaultdict(list)
    for endorsement in endorsements:
        district = endorsement.organisation.district
        groups[district.name if district else ""].append(endorsement)
    named = sorted(((name, group) for name, group in groups.items() if name), key=lambda pair: pair[0])
    return named + ([(_("Hele stad"), groups[""])] if "" in groups else [])
