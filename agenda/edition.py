"""What the page of an edition shows: points with how they stand now, plates, and what changed since the last."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agenda.domain import NO_AGREEMENT, derived_status
from agenda.models import Action, Endorsement, MessagePoint, Plate, SharedMessage
from agenda.models.message import PointAgendaItem

# Those of one point that the page names; the page of its agenda item has the rest.
MOST_ACTIONS = 8


@dataclass(frozen=True)
class ShownSpot:
    """A numbered place on a plate; (x, y) in the pixels of the drawing."""

    number: int
    x: int
    y: int
    title: str
    text: str
    anchor: str


@dataclass(frozen=True)
class ShownPlate:
    """A drawing with its places; `radius` and `reach` are those of the number and of where a finger may land."""

    plate: Plate
    width: int
    height: int
    radius: int
    reach: int
    spots: tuple[ShownSpot, ...]


@dataclass(frozen=True)
class ShownPoint:
    """A point with how it stands now, derived from the public actions under its agenda items."""

    point: MessagePoint
    plate: ShownPlate | None
    status: str
    status_label: str
    actions: tuple[Action, ...]
    more_actions: int = 0

    @property
    def anchor(self) -> str:
        return f"punt-{self.point.position}"


@dataclass(frozen=True)
class Difference:
    """How an edition differs from the one it supersedes: points that came, that went, and that were said anew."""

    before: SharedMessage
    came: tuple[MessagePoint, ...]
    went: tuple[MessagePoint, ...]
    reworded: tuple[MessagePoint, ...]


def status_label(status: str) -> str:
    """The words for a derived status."""
    return _("Nog geen afspraak") if status == NO_AGREEMENT else str(Action.Status(status).label)


def shown_points(message: SharedMessage) -> list[ShownPoint]:
    """The points in order with their status. Five queries, whatever the number of points, links and actions."""
    points = list(message.points.select_related("plate").prefetch_related("plate__hotspots"))
    of_point: dict[int, dict[int, Action]] = defaultdict(dict)
    points_of_item: dict[int, list[int]] = defaultdict(list)
    for link in PointAgendaItem.objects.filter(point__in=points):
        points_of_item[link.agenda_item_id].append(link.point_id)
    for action in Action.objects.public().serving(points_of_item).most_pressing_first():
        for point_id in points_of_item[action.item_id]:  # type: ignore[attr-defined]
            of_point[point_id][action.pk] = action
    shown = []
    for point in points:
        actions = tuple(of_point[point.pk].values())
        status = derived_status(action.status for action in actions)
        more = max(0, len(actions) - MOST_ACTIONS)
        plate = getattr(point, "plate", None)
        drawn = shown_plate(plate, point.position) if plate else None
        shown.append(ShownPoint(point, drawn, status, status_label(status), actions[:MOST_ACTIONS], more))
    return shown


def standing_points(message: SharedMessage) -> list[ShownPoint]:
    """The points in order with their status only, without plates and actions. Two queries."""
    statuses: dict[int, list[str]] = defaultdict(list)
    for point_id, status in Action.objects.public().statuses_by_point(message):
        statuses[point_id].append(status)
    return [
        ShownPoint(point, None, status, status_label(status), ())
        for point in message.points.all()
        for status in [derived_status(statuses[point.pk])]
    ]


def shown_plate(plate: Plate, position: int) -> ShownPlate:
    """`plate` of the point at `position`, with its places. NB: reads plate.hotspots, which the page prefetched."""
    width, height = plate.image_width or 1600, plate.image_height or 1200
    spots = tuple(
        ShownSpot(
            number=spot.number,
            x=round(width * float(spot.x) / 100),
            y=round(height * float(spot.y) / 100),
            title=spot.title,
            text=spot.text,
            anchor=f"plek-{position}-{spot.number}",
        )
        for spot in plate.hotspots.all()
    )
    # On a phone a drawing is some 350 px wide: a reach of 1/15 is a target of 46 px there.
    return ShownPlate(plate, width, height, radius=width // 28, reach=width // 15, spots=spots)


def difference_from(before: SharedMessage, points: Sequence[ShownPoint]) -> Difference:
    """What the edition with `points` changed against `before`. Two queries.

    Two points are the same when they rest on an agenda item together, or have the same title.
    """
    old = list(before.points.all())
    items: dict[int, set[int]] = defaultdict(set)
    both = [*(point.pk for point in old), *(shown.point.pk for shown in points)]
    for link in PointAgendaItem.objects.filter(point__in=both):
        items[link.point_id].add(link.agenda_item_id)

    def same(one: MessagePoint, other: MessagePoint) -> bool:
        return one.title == other.title or bool(items[one.pk] & items[other.pk])

    new = [shown.point for shown in points]
    return Difference(
        before=before,
        came=tuple(point for point in new if not any(same(point, other) for other in old)),
        went=tuple(point for point in old if not any(same(point, other) for other in new)),
        reworded=tuple(
            point
            for point in new
            if any(same(point, other) and (point.title, point.ask) != (other.title, other.ask) for other in old)
        ),
    )


def by_district(endorsements: Iterable[Endorsement]) -> list[tuple[str, list[Endorsement]]]:
    """Who stands behind an edition, under the name of their district; the whole city last."""
    groups: dict[str, list[Endorsement]] = defaultdict(list)
    for endorsement in endorsements:
        district = endorsement.organisation.district
        groups[district.name if district else ""].append(endorsement)
    named = sorted(((name, group) for name, group in groups.items() if name), key=lambda pair: pair[0])
    return named + ([(_("Hele stad"), groups[""])] if "" in groups else [])
