"""Finding the parties, places and points that somebody typed: in a fixed number of queries, whatever was typed."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import F, Func, Value
from django.db.models.functions import Length
from rapidfuzz import fuzz, process

from agenda.models import AgendaItem
from initiatives.models import ACCENTED, PLAIN, Area, Organisation
from meetings.report.names import A_NAME, ORGANISATION_WORD

_FOLD = str.maketrans(ACCENTED, PLAIN)
# From here on two names are called close: a letter wrong, a word left out.
CLOSE = 84
# Words that name a function and not a person; a party with one of these answers as that function.
FUNCTIONS = re.compile(
    r"\b(?:wethouder|burgemeester|raadslid|raadsleden|griffie|griffier|ambtena\w+|voorzitter|secretaris|penningmeester"
    r"|gebieds\w+|wijk(?:manager|regisseur|agent|verpleegkundige|wethouder)|buurt(?:manager|verbinder|agent)"
    r"|opbouwwerker\w*|sociaal werker\w*|jongerenwerker\w*|project(?:leider|manager)\w*|programma\w+|beleids\w+"
    r"|directeur\w*|bestuur\w*|co[öo]rdinator\w*|begeleider\w*|huisarts\w*|docent\w*|vrijwilliger\w*|deelnemer\w*"
    r"|gespreksleider\w*|alderman|councillor\w*|mayor|official\w*|district manager\w*|chair\w*)\b",
    re.IGNORECASE,
)
# Functions that are one of the municipality's.
MUNICIPAL = re.compile(
    r"\b(?:wethouder|burgemeester|ambtena\w+|gebieds\w+|wijk(?:manager|regisseur|wethouder)|beleids\w+|alderman|mayor"
    r"|official\w*|district manager\w*)\b",
    re.IGNORECASE,
)
RESIDENT = re.compile(
    r"^(?:een |an? )?(?:bewoner|bewoonster|buurtbewoner|buurtgenoot|iemand|resident|somebody|someone)s?"
    r"(?: (?:uit|van|in|from|of) (?:de |het |the )?(?P<area>.+))?$",
    re.IGNORECASE,
)


def fold(name: str) -> str:
    """`name` as `Organisation.sort_key` holds it: without accents, in small letters, on one line."""
    return " ".join(name.translate(_FOLD).lower().split())


def is_function(who: str) -> bool:
    return FUNCTIONS.search(who) is not None


def is_person(name: str) -> bool:
    """Whether `name` reads as the name of somebody: 'Jan Bakker', and not 'Buurttuin Zuid'."""
    return A_NAME.fullmatch(name) is not None and " " in name and not ORGANISATION_WORD.search(name)


@dataclass
class Known:
    """What was found for the names that were typed."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    items: dict[str, AgendaItem] = field(default_factory=dict)
    municipality: Organisation | None = None

    def organisation(self, name: str) -> Organisation | None:
        return self.organisations.get(fold(name)) or self.organisations.get(without_article(fold(name)))

    def area(self, name: str) -> Area | None:
        return self.areas.get(fold(name))

    def item(self, title: str) -> AgendaItem | None:
        return self.items.get(fold(title))


def without_article(name: str) -> str:
    """'de wethouder Wonen' as 'wethouder Wonen'."""
    return re.sub(r"^(?:de|het|the) ", "", name, flags=re.IGNORECASE)


def look_up(*, names: Iterable[str], titles: Iterable[str]) -> Known:
    """What the database knows of `names` (parties, places) and `titles` (agenda items). Four queries."""
    keys = {key for name in names if name.strip() for key in (fold(name), without_article(fold(name)))}
    found = Organisation.objects.public().filter(sort_key__in=keys | {"gemeente " + fold(settings.CITY_NAME)})
    areas = Area.objects.of_municipality(settings.MUNICIPALITY_CODE).select_related("parent").order_by("-kind")
    item_keys = {fold(title) for title in titles if title.strip()}
    items = AgendaItem.objects.annotate(folded=_folded("title")).filter(folded__in=item_keys)
    municipality = Organisation.objects.public().filter(kind=Organisation.Kind.MUNICIPALITY).order_by("pk").first()
    known = Known(
        organisations={one.sort_key: one for one in found},
        areas={fold(area.name): area for area in areas},
        items={fold(item.title): item for item in items},
        municipality=municipality,
    )
    if municipality:
        known.organisations.setdefault("gemeente", municipality)
    return known


def _folded(name: str) -> Func:
    accents = Func(F(name), Value(ACCENTED), Value(PLAIN), function="translate")
    return Func(accents, function="lower")


def find_organisations(typed: str, most: int = 8) -> list[str]:
    """Names of organisations that hold `typed`, those that begin with it first. One query."""
    wanted = fold(typed)
    if len(wanted) < 2:
        return []
    holding = Organisation.objects.public().filter(sort_key__contains=wanted)
    begins = Func(F("sort_key"), Value(wanted), function="starts_with")
    return list(holding.order_by(begins.desc(), Length("name"), "sort_key").values_list("name", flat=True)[:most])


def close_to(name: str, names: Collection[str], most: int = 3) -> list[str]:
    """Those of `names` that look like `name`, the nearest first: a letter wrong, or the same words but for one."""
    scorers: list[Any] = [fuzz.ratio]
    if len(name.split()) > 1:
        scorers.append(fuzz.token_set_ratio)
    found: dict[str, float] = {}
    for scorer in scorers:
        for match, score, _place in process.extract(
            name, names, scorer=scorer, processor=fold, limit=most, score_cutoff=CLOSE
        ):
            found[match] = max(score, found.get(match, 0))
    return sorted(found, key=lambda match: -found[match])[:most]


def all_names() -> list[str]:
    """The names of all organisations that one may see. One query."""
    return list(Organisation.objects.public().values_list("name", flat=True))
