"""Drawings of districts made from their boundaries, for a city that nobody drew by hand.

The boundaries of the statistics office have thousands of points. On a map of 700 by 580 units some dozens are enough:
they are thinned with the method of Douglas and Peucker (1973).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from initiatives.models import Area

WIDTH, HEIGHT, MARGIN = 700, 580, 20
# In units of the drawing: what is smaller than this is not seen.
TOLERANCE = 3.0
SMALLEST = 40.0
INKS = 5
Point = tuple[float, float]


def draw_outlines(municipality_code: str) -> int:
    """Draw every district of the municipality that has a boundary, to one scale; returns how many."""
    districts = list(
        Area.objects.of_municipality(municipality_code).districts().exclude(boundary=None).order_by("code")
    )
    rings = {area.pk: list(_outer_rings(area.boundary or {})) for area in districts}
    if not any(rings.values()):
        return 0
    place = _projection([point for found in rings.values() for ring in found for point in ring])
    inks = _inks({pk: [point for ring in found for point in ring] for pk, found in rings.items()})
    for area in districts:
        drawn = sorted(([place(point) for point in ring] for ring in rings[area.pk]), key=_area, reverse=True)
        kept = [thinned(ring) for number, ring in enumerate(drawn) if number == 0 or _area(ring) > SMALLEST]
        x, y = _middle(kept[0])
        area.outline = {"path": "".join(map(_path, kept)), "x": round(x), "y": round(y), "ink": inks[area.pk]}
        area.save(update_fields=["outline"])
    return len(districts)


def thinned(ring: Sequence[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """The ring without the points that lie within `tolerance` of the line between their neighbours that stay."""
    if len(ring) < 5:
        return list(ring)
    far = max(range(len(ring)), key=lambda place: math.dist(ring[0], ring[place]))
    keep = {0, far, len(ring) - 1}
    waiting = [(0, far), (far, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        worst = max(between, key=lambda place: _distance(ring[place], ring[first], ring[last]), default=None)
        if worst is not None and _distance(ring[worst], ring[first], ring[last]) > tolerance:
            keep.add(worst)
            waiting += [(first, worst), (worst, last)]
    return [ring[place] for place in sorted(keep)]


def _outer_rings(boundary: Mapping[str, Any]) -> Iterable[list[Point]]:
    coordinates = boundary.get("coordinates", [])
    polygons = coordinates if boundary.get("type") == "MultiPolygon" else [coordinates]
    for polygon in polygons:
        yield [(float(point[0]), float(point[1])) for point in polygon[0]]


def _projection(points: Sequence[Point]) -> Any:
    """A function from (longitude, latitude) to the drawing, for a place as small as a city."""
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    room_x, room_y = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    scale = min(room_x / max((east - west) * narrow, 1e-9), room_y / max(north - south, 1e-9))
    left = (WIDTH - (east - west) * narrow * scale) / 2
    top = (HEIGHT - (north - south) * scale) / 2
    return lambda point: (left + (point[0] - west) * narrow * scale, top + (north - point[1]) * scale)


def _inks(points: Mapping[int, Sequence[Point]]) -> dict[int, int]:
    """For each district the number of an ink; two that share a border get different ones while there are enough."""
    at: dict[Point, set[int]] = defaultdict(set)
    for pk, found in points.items():
        for x, y in found:
            at[round(x, 5), round(y, 5)].add(pk)
    beside: dict[int, set[int]] = defaultdict(set)
    for meeting in at.values():
        for pk in meeting:
            beside[pk] |= meeting - {pk}
    chosen: dict[int, int] = {}
    for number, pk in enumerate(points):
        taken = {chosen[other] for other in beside[pk] if other in chosen}
        order = [(number + step) % INKS for step in range(INKS)]
        chosen[pk] = next((ink for ink in order if ink not in taken), order[0])
    return chosen


def _distance(point: Point, start: Point, end: Point) -> float:
    """From `point` to the line through `start` and `end`, or to `start` when these are one."""
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    (x, y), (x1, y1), (x2, y2) = point, start, end
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _middle(ring: Sequence[Point]) -> Point:
    """A point well inside the shape: the middle of the widest row through it, for a name to stand on."""
    low, high = min(y for _x, y in ring), max(y for _x, y in ring)
    best = (0.0, ring[0])
    for part in range(30, 71, 10):
        y = low + (high - low) * part / 100
        crossings = sorted(
            x1 + (y - y1) * (x2 - x1) / (y2 - y1)
            for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
            if (y1 <= y < y2) or (y2 <= y < y1)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            best = max(best, (right - left, ((left + right) / 2, y)))
    return best[1]


def _path(ring: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "Z"
