"""The places and themes that search recognises in what people type."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.conf import settings
from django.db.models import F

from initiatives.models import Area, Theme
from netwerk.lib.search.query import Name, Words, folded_words

# The lexeme of what is for the whole city.
WHOLE_CITY = "@+"
# In the list of Statistics Netherlands: 'Domplein, Neude, Janskerkhof', 'Rubenslaan e.o.', 'Bedrijvengebied Overvecht'.
NAMES_OF_ONE = re.compile(r",\s*|/")
AROUND = re.compile(r"\s+e\.o\.$|-(?:noord|oost|zuid|west|centrum)+$")
BEFORE_A_NAME = re.compile(r"^(?:oud|nieuw|bedrijvengebied|poldergebied)\s+", re.IGNORECASE)
SHORTEST_NAME = 4


def place_label(slug: str) -> str:
    """The lexeme of what is in an area."""
    return f"@{slug}"


def theme_label(slug: str) -> str:
    """The lexeme of what is about a theme."""
    return f"#{slug}"


def known_names() -> Mapping[Words, Name]:
    """Districts, neighbourhoods and themes by their words, in both languages. Two queries."""
    areas = Area.objects.of_municipality(settings.MUNICIPALITY_CODE).order_by(F("parent").desc(nulls_last=True))
    themes = Theme.objects.values_list("slug", "name", "name_en")
    return _by_words(tuple(areas.values_list("slug", "name", "parent__slug")), tuple(themes))


@lru_cache(maxsize=4)
def _by_words(
    areas: tuple[tuple[str, str, str | None], ...], themes: tuple[tuple[str, str, str], ...]
) -> Mapping[Words, Name]:
    """Of a district and a neighbourhood with the same name, the district, which comes last.

    What the list of areas calls 'Lombok-oost' and 'Lombok-west' is 'Lombok' to people.
    """
    names: dict[Words, Name] = {}
    for slug, name, name_en in themes:
        for words in (name, name_en):
            names[folded_words(words)] = Name((theme_label(slug),), name, ("theme", (slug,), ""))
    called: dict[str, dict[str, str]] = defaultdict(dict)
    for slug, name, district in areas:
        for short in _short_names(name) if district else ():
            called[short][slug] = district or ""
    for short, places in called.items():
        slug, district = next(iter(places.items()))
        page = ("district", (district,), f"?buurt={slug}" if len(places) == 1 else "")
        names[folded_words(short)] = Name(tuple(map(place_label, places)), short, page)
    for slug, name, district in areas:
        page = ("district", (district or slug,), f"?buurt={slug}" if district else "")
        names[folded_words(name)] = Name((place_label(slug),), name, page)
    names.pop((), None)
    return names


def _short_names(name: str) -> Iterator[str]:
    """What people call a neighbourhood: 'Oud Hoograven-zuid' is 'Oud Hoograven' and 'Hoograven'."""
    for part in NAMES_OF_ONE.split(name):
        short = AROUND.sub("", part).strip()
        for called in (short, BEFORE_A_NAME.sub("", short)):
            if len(called) >= SHORTEST_NAME and called != name:
                yield called
