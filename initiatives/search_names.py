"""The places and themes that search recognises in what people type."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import F

from initiatives.models import Area, Theme
from netwerk.lib.search.query import Name, Words, folded_words

# The lexeme of what is for the whole city.
WHOLE_CITY = "@+"


def place_label(slug: str) -> str:
    """The lexeme of what is in an area."""
    return f"@{slug}"


def theme_label(slug: str) -> str:
    """The lexeme of what is about a theme."""
    return f"#{slug}"


def names_of(districts: Mapping[str, Area], themes: Mapping[str, Theme]) -> dict[Words, Name]:
    """The names of these districts and themes, by their words."""
    names = {}
    for slug, district in districts.items():
        names[folded_words(district.name)] = Name(place_label(slug), district.name, ("district", slug, ""))
    for slug, row in themes.items():
        for words in (row.name, row.name_en):
            names[folded_words(words)] = Name(theme_label(slug), row.name, ("theme", slug, ""))
    names.pop((), None)
    return names


def known_names() -> dict[Words, Name]:
    """Districts, neighbourhoods and themes by their words, in both languages. Two queries.

    Of a district and a neighbourhood with the same name, the district.
    """
    names: dict[Words, Name] = {}
    for slug, name, name_en in Theme.objects.values_list("slug", "name", "name_en"):
        for words in (name, name_en):
            names[folded_words(words)] = Name(theme_label(slug), name, ("theme", slug, ""))
    areas = Area.objects.of_municipality(settings.MUNICIPALITY_CODE).order_by(F("parent").desc(nulls_last=True))
    for slug, name, district in areas.values_list("slug", "name", "parent__slug"):
        page = ("district", district or slug, f"?buurt={slug}" if district else "")
        names[folded_words(name)] = Name(place_label(slug), name, page)
    names.pop((), None)
    return names
