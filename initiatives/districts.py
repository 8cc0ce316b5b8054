"""The districts of the city as pages show them: on the map, as tiles, with how many initiatives they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import ngettext

from initiatives.city_map import AreaDrawing
from initiatives.models import Area


@dataclass(frozen=True)
class ShownDistrict:
    """A district ready to be shown; `label` is its name and count in words."""

    name: str
    slug: str
    url: str
    count: int
    label: str
    drawing: AreaDrawing | None


def shown_districts(districts: Sequence[Area], counts: Mapping[int, int]) -> list[ShownDistrict]:
    """`districts` with the counts by their primary key; what is not in `counts` counts 0."""
    shown = []
    for district in districts:
        count = counts.get(district.pk, 0)
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
    return shown


def districts_with_counts() -> list[ShownDistrict]:
    """All districts of the city with their active initiatives. One query."""
    return city_with_counts()[0]


def city_with_counts() -> tuple[list[ShownDistrict], int]:
    """All districts of the city with their active initiatives, and how many there are in all. One query."""
    districts = Area.objects.of_municipality(settings.MUNICIPALITY_CODE).districts()
    counted = list(districts.with_initiative_counts().with_city_count())
    counts = {district.pk: district.initiative_count for district in counted}  # type: ignore[attr-defined]
    return shown_districts(counted, counts), counted[0].city_count if counted else 0  # type: ignore[attr-defined]
