"""What pages of initiatives ask the database, put into SQL once: netwerk.lib.statements."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, Max, Min, OuterRef
from django.utils.safestring import SafeString

from initiatives.models import Area, Organisation, Theme
from initiatives.querysets import OrganisationQuerySet
from netwerk.lib import kept
from netwerk.lib.aggregates import list_of
from netwerk.lib.statements import Rows, Statement

# Lists show at most so many cards at once.
MOST_CARDS = 20
# The key of nothing.
NO_KEY = -1


@dataclass(frozen=True, slots=True)
class KeptCard:
    """A card in a list as it was rendered before."""

    name: str
    html: SafeString


def _has(relation: str, back: str) -> Exists:
    """Whether there is a row of a model that stands higher in the house, public or not."""
    return Exists(_related(relation).filter(**{back: OuterRef("pk")}))


def _related(relation: str) -> Any:
    """Rows of such a model, by its relation to organisations."""
    related: Any = Organisation._meta.get_field(relation).related_model
    return related._default_manager


_districts = Statement(lambda code: Area.objects.of_municipality(code).districts().defer("boundary"))
_themes = Statement(lambda: Theme.objects.all())
_cards = Statement(lambda *keys: Organisation.objects.filter(pk__in=keys).for_cards())
# The number of a row is part of the text of the query, and found in it as other values are.
# The keys first: what `for_list` adds would be computed for the rows of earlier pages too.
_whole_list = Statement(
    lambda first: (
        Organisation.objects.filter(
            pk__in=Organisation.objects.active()
            .initiatives()
            .seeking_people_first()
            .values("pk")[first : first + MOST_CARDS]
        )
        .seeking_people_first()
        .for_list()
    )
)
_after = Statement(lambda *keys: _seeking().at_or_after(keys).for_cards())
_initiative = Statement(
    lambda slug: (
        Organisation.objects.filter(slug=slug)
        .for_cards()
        .annotate(
            area_names=list_of(Area.objects.all(), "organisations", "name"),
            # Whether it is worth asking for more.
            has_voices=_has("voices", "organisation"),
            has_actions=_has("owned_actions", "owner") | _has("partnered_actions", "partners"),
        )
    )
)
_voices = Statement(lambda key: _related("voices").public().filter(organisation=key).for_quotes()[:6])
_actions = Statement(
    lambda key: (
        _related("owned_actions").public().concerning(Organisation(pk=key)).with_news().most_pressing_first()[:5]
    )
)


def _seeking() -> OrganisationQuerySet:
    """Initiatives that look for people in a part of the city: those of the index `organisation_seeking`."""
    return Organisation.objects.active().initiatives().seeking_people().filter(whole_city=False)


def spread_over(shares: Iterable[float]) -> Sequence[Organisation]:
    """Initiatives that look for people: the first at or after each share (0 to 1) of all keys, each once.

    Two queries, however many there are.
    """
    keys = _seeking().aggregate(first=Min("pk"), last=Max("pk"))
    if keys["first"] is None:
        return []
    number = keys["last"] - keys["first"] + 1
    return _after(*(keys["first"] + int(share * number) for share in shares))


def districts_of_city() -> Rows[Area]:
    """The districts of the city, by name, without their boundaries. One query."""
    return _districts(settings.MUNICIPALITY_CODE)


def themes_in_order() -> Rows[Theme]:
    """All themes. One query."""
    return _themes()


def cards_of(keys: Iterable[int]) -> list[Organisation]:
    """The organisations with these primary keys, at most twenty, in this order, ready for their cards. One query."""
    asked = list(keys)[:MOST_CARDS]
    if not asked:
        return []
    found = {card.pk: card for card in _cards(*asked, *[NO_KEY] * (MOST_CARDS - len(asked)))}
    return [found[key] for key in asked if key in found]


class WholeList:
    """All active initiatives in the order of the list, to be sliced into pages of twenty. One query a slice."""

    def __getitem__(self, asked: slice) -> Sequence[Organisation]:
        rows = _whole_list(asked.start)
        return rows if len(rows) <= asked.stop - asked.start else rows[: asked.stop - asked.start]


def read_for_list(rows: Any) -> Hashable:
    """The same value whenever the same rows of a list (`for_list`) were read."""
    if isinstance(rows, Rows):
        return rows.as_read
    return tuple(
        (row.pk, row.version, row.updated_at, row.district_name, row.district_slug, *row.theme_keys) for row in rows
    )


def list_cards(rows: Iterable[Any], themes: Iterable[Theme]) -> list[Organisation | KeptCard]:
    """The cards of a page of a list: those that were rendered before, and organisations for the others.

    `rows` are `for_list`, `themes` all there are. One query when there are organisations to render.
    """
    theme_names = {theme.pk: (theme.name, theme.name_en, theme.icon) for theme in themes}
    cards: dict[int, Organisation | KeptCard | None] = {}
    for row in rows:
        html = None
        # What got a theme a moment ago is rendered.
        if theme_names.keys() >= set(row.theme_keys):
            names = tuple(theme_names[key] for key in row.theme_keys)
            district = (row.district_name, row.district_slug) if row.district_slug else None
            card_key = row.pk, row.version, row.updated_at, district, names
            html = kept.piece("card", card_key, True, "")
        # On lines of its own, as the template has it that renders it.
        cards[row.pk] = KeptCard(row.name, SafeString(f"\n{html}\n")) if html else None
    cards |= {made.pk: made for made in cards_of(pk for pk, card in cards.items() if card is None)}
    return [card for card in cards.values() if card]


def initiative_at(slug: str) -> Rows[Organisation]:
    """The organisation at an address, or none, public or not, with its themes and `area_names`. One query."""
    return _initiative(slug)


def voices_of(organisation: Any) -> Rows[Any]:
    """Public voices of an organisation (`initiative_at`), at most six, with all that a quote shows. A query or none."""
    return _voices(organisation.pk) if organisation.has_voices else Rows.none()


def actions_of(organisation: Any) -> Rows[Any]:
    """Public actions that an organisation (`initiative_at`) owns or takes part in, at most five, with all that a row
    shows. One query or none."""
    return _actions(organisation.pk) if organisation.has_actions else Rows.none()
