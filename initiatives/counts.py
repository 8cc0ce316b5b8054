"""How many initiatives there are by district, theme and need: kept with the search index, the same at any size."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from initiatives.models import Area, Organisation, Theme
from netwerk.lib.search.index import counted, counted_among
from netwerk.lib.statements import fingerprint

FACET = "=initiative|"
ALL, CITY = "*", "+"
# After the slug of a district: an initiative for the whole city that has a place there too.
AND_CITY = "+"


def facets_of(organisation: Organisation, districts: Collection[str], themes: Collection[Theme]) -> Iterator[str]:
    """What an initiative is counted under: a place, its themes together, and whether it looks for people.

    `districts` are slugs of those it has a place in. None for what is not in the list of initiatives.
    """
    if organisation.status != Organisation.Status.PUBLISHED or not organisation.is_initiative:
        return
    places = [ALL, *(slug + AND_CITY * organisation.whole_city for slug in districts)]
    if organisation.whole_city:
        places.append(CITY)
    rest = f"|{','.join(sorted(theme.slug for theme in themes))}|{'seeks' if organisation.seeks else ''}"
    for place in places:
        yield f"{FACET}{place}{rest}"


@dataclass(frozen=True, slots=True)
class Group:
    """A number of initiatives with the same place, themes and need."""

    place: str
    themes: frozenset[str]
    seeks: bool
    number: int


class InitiativeCounts:
    """Counts of the active initiatives. `themes` are slugs, of which one has to fit; empty for all."""

    def __init__(self, groups: Collection[Group]) -> None:
        self.groups = groups

    @classmethod
    def of(cls, facets: Mapping[str, int]) -> Self:
        """From facets of the search index with their numbers; those of other kinds are left out."""
        groups = []
        for facet, number in facets.items():
            if facet.startswith(FACET):
                _kind, place, themes, seeks = facet.split("|")
                groups.append(Group(place, frozenset(filter(None, themes.split(","))), bool(seeks), number))
        return cls(groups)

    @cached_property
    def as_read(self) -> str:
        """The same text whenever all numbers are the same."""
        told = sorted((one.place, sorted(one.themes), one.seeks, one.number) for one in self.groups)
        return fingerprint(told)

    @classmethod
    def now(cls) -> Self:
        """The counts as they are. One query."""
        return cls.of(counted(FACET))

    @classmethod
    def among(cls, organisation_ids: Sequence[int]) -> Self:
        """The counts of some. One query."""
        return cls.of(counted_among("organisation", organisation_ids, FACET))

    def _fitting(self, themes: Collection[str], seeks: bool) -> Iterator[Group]:
        for group in self.groups:
            if (not themes or not group.themes.isdisjoint(themes)) and (group.seeks or not seeks):
                yield group

    def total(self, district: Area | None = None, themes: Collection[str] = (), *, seeks: bool = False) -> int:
        """How many a list shows: those of a district are what is there and what is for the whole city."""
        places = {district.slug, CITY} if district else {ALL}
        return sum(group.number for group in self._fitting(themes, seeks) if group.place in places)

    def for_whole_city(self) -> int:
        """How many are for the whole city."""
        return sum(group.number for group in self.groups if group.place == CITY)

    def by_district(self, themes: Collection[str] = (), *, seeks: bool = False) -> Counter[str]:
        """How many have a place in each district, by its slug."""
        counts: Counter[str] = Counter()
        for group in self._fitting(themes, seeks):
            if group.place not in (ALL, CITY):
                counts[group.place.removesuffix(AND_CITY)] += group.number
        return counts

    def by_theme(self, district: Area | None = None, *, seeks: bool = False) -> Counter[str]:
        """How many are about each theme, by its slug."""
        places = {district.slug, CITY} if district else {ALL}
        counts: Counter[str] = Counter()
        for group in self._fitting((), seeks):
            if group.place in places:
                for theme in group.themes:
                    counts[theme] += group.number
        return counts
