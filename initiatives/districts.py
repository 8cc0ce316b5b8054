"""The districts of the city as pages show them: on the map, as tiles, with how many initiatives they have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from initiatives.city_map import AreaDrawing
from initiatives.counts import InitiativeCounts
from initiatives.models import Area
from initiatives.statements import districts_of_city


@dataclass(frozen=True)
class ShownDistrict:
    """A district ready to be shown; `label` is its name and count in words."""

    name: str
    slug: str
    url: str
    count: int
    label: str
    drawing: AreaDrawing | None


def shown_districts(districts: Iterable[Area], counts: Mapping[str, int]) -> tuple[ShownDistrict, ...]:
    """`districts` with the counts by their slug; what is not in `counts` counts 0."""
    shown = []
    for district in districts:
        count = counts.get(district.slug, 0)
        words = ngettext("%(count)d initiatief", "%(count)d initiatieven", count) % {"count": count}
        shown.append(
            ShownDistrict(
                name=district.name,
                slug=district.slug,
                url=district.get_absolute_url(),
                count=count,
                label=f"{district.name}, {words}",
                drawing=district.drawing,
            )
        )
    return tuple(shown)


def districts_with_counts() -> tuple[ShownDistrict, ...]:
    """All districts of the city with their active initiatives. Two queries."""
    return city_with_counts()[0]


def city_with_counts(counts: InitiativeCounts | None = None) -> tuple[tuple[ShownDistrict, ...], int]:
    """All districts of the city with their active initiatives, and how many there are in all.

    Two queries, or one when `counts` are given.
    """
    counts = counts or InitiativeCounts.now()
    return shown_districts(districts_of_city(), counts.by_district()), counts.total()
