"""What search knows of each kind of object. What is public is said by `public()` of each queryset, and nowhere here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agenda.models import Action, AgendaItem, Instrument, SharedMessage
from agenda.tally import STATUS_FACET
from initiatives.counts import facets_of
from initiatives.models import Area, Organisation, Theme
from initiatives.search_names import WHOLE_CITY, place_label, theme_label
from meetings.models import Meeting, Voice
from netwerk.lib.search.index import Document, Source, kind_label
from netwerk.lib.search.query import Name, Words, folded_words
from netwerk.lib.text import plain, shorten

LONGEST_TITLE = 110


def _labels(areas: Iterable[Area | None], themes: Iterable[Theme] = ()) -> list[str]:
    """Of the areas, of the districts they lie in, and of the themes. NB: reads the parent of each area."""
    labels = [theme_label(theme.slug) for theme in themes]
    for area in areas:
        if area:
            labels += [place_label(area.slug), place_label(area.district.slug)]
    return labels


def _names(rows: Iterable[Area | Theme | None]) -> str:
    return " ".join(row.name for row in rows if row)


def _told(*texts: str) -> str:
    """Plain texts one after another, each ended as a sentence."""
    return " ".join(text if text[-1] in ".!?…:" else f"{text}." for text in map(str.strip, texts) if text)


def _paths(name: str, *args: Any, anchor: str = "") -> tuple[str, str]:
    paths = []
    for language in ("nl", "en"):
        with override(language):
            paths.append(reverse(name, args=args) + anchor)
    return paths[0], paths[1]


def _organisations(rows: "QuerySet[Any]") -> Iterator[Document]:
    areas = Prefetch("areas", Area.objects.select_related("parent"))
    for row in rows.select_related("main_area__parent").prefetch_related("themes", areas):
        themes, elsewhere = list(row.themes.all()), list(row.areas.all())
        yield Document(
            object_id=row.pk,
            title=row.name,
            lead=_told(row.sentence, row.seeks),
            body=_told(plain(row.description), row.shares, row.opening_times, row.accessibility),
            related=f"{_names(themes)} {_names([row.main_area, *elsewhere])} {row.visiting_address}",
            labels=[*_labels([row.main_area, *elsewhere], themes), *([WHOLE_CITY] if row.whole_city else [])],
            facets=list(facets_of(row, {area.district.slug for area in [row.main_area, *elsewhere] if area}, themes)),
            paths=_paths("initiative", row.slug),
            place=row.place_in_words,
        )


def _meetings(rows: "QuerySet[Any]") -> Iterator[Document]:
    for row in rows.select_related("area__parent").prefetch_related("themes", "programme", "sections"):
        themes = list(row.themes.all())
        report = [row.summary, *(text for part in row.sections.all() for text in (part.heading, part.text))]
        programme = [text for point in row.programme.all() for text in (point.title, point.text)]
        body = [row.cancelled_why, row.practical, *programme, *(report if row.has_public_report else [])]
        yield Document(
            object_id=row.pk,
            title=row.title,
            lead=_told(plain(row.introduction)),
            body=_told(*map(plain, body)),
            related=f"{row.get_purpose_display()} {_names(themes)} {_names([row.area])} {row.place} {row.address}",
            labels=_labels([row.area], themes),
            paths=_paths("meeting", row.year, row.slug),
            place=row.area.district.name if row.area else "",
            day=row.starts_on,
        )


def _voices(rows: Any) -> Iterator[Document]:
    for row in rows.for_quotes().prefetch_related("themes"):
        themes = list(row.themes.all())
        yield Document(
            object_id=row.pk,
            title=shorten(row.text, LONGEST_TITLE),
            lead=row.text,
            related=f"{row.speaker_in_words} {_names(themes)} {_names([row.area])}",
            labels=_labels([row.area], themes),
            paths=_paths("meeting", row.meeting.year, row.meeting.slug, anchor=f"#stem-{row.pk}"),
            place=row.area.district.name if row.area else "",
            day=row.meeting.starts_on,
        )


def _agenda_items(rows: Any) -> Iterator[Document]:
    areas = Prefetch("areas", Area.objects.select_related("parent"))
    for row in rows.with_voice_counts().prefetch_related("themes", "steps", "instruments", areas):
        themes, places = list(row.themes.all()), list(row.areas.all())
        yield Document(
            object_id=row.pk,
            title=row.title,
            lead=_told(plain(row.goal), plain(row.why)),
            body=_told(row.working_group, *(step.text for step in row.steps.all())),
            related=" ".join([_names(themes), _names(places), *(means.name for means in row.instruments.all())]),
            labels=_labels(places, themes),
            paths=_paths("agenda_item", row.slug),
            place=places[0].district.name if len(places) == 1 else "",
            rank=row.heard,
        )


def _actions(rows: "QuerySet[Any]") -> Iterator[Document]:
    items = Prefetch("agenda_items", AgendaItem.objects.public().prefetch_related("themes"))
    related = ("updates", "external_references", items)
    for row in rows.select_related("owner__main_area__parent").prefetch_related(*related):
        served = list(row.agenda_items.all())
        themes = [theme for item in served for theme in item.themes.all()]
        papers = [f"{paper.get_kind_display()} {paper.number}" for paper in row.external_references.all()]
        yield Document(
            object_id=row.pk,
            title=row.title,
            lead=plain(row.details),
            body=_told(
                *(plain(update.text) for update in row.updates.all()), row.waiting_for, row.waiting_why, *papers
            ),
            related=" ".join([row.reference, row.owner_in_words, row.get_status_display(), _names(themes)]),
            labels=_labels([row.owner.main_area], themes),
            facets=[f"{STATUS_FACET}{row.status}"],
            paths=_paths("action", row.reference),
            place=row.owner.main_area.district.name if row.owner.main_area else "",
            day=row.agreed_on,
        )


def _messages(rows: "QuerySet[Any]") -> Iterator[Document]:
    for row in rows.prefetch_related("points"):
        points = [text for point in row.points.all() for text in (point.title, point.why, point.ask)]
        yield Document(
            object_id=row.pk,
            title=row.title,
            lead=_told(row.summary),
            body=_told(*map(plain, points)),
            related=f"{row.addressed_to} {row.slug} {row.edition_date.year}",
            paths=_paths("edition", row.slug),
            day=row.edition_date,
        )


def _instruments(rows: "QuerySet[Any]") -> Iterator[Document]:
    for row in rows:
        yield Document(
            object_id=row.pk,
            title=row.name,
            lead=plain(row.explanation),
            paths=_paths("agenda_item_list", anchor=f"#{row.slug}"),
        )


@dataclass(frozen=True)
class Kind:
    """What search calls documents of a kind, of more and of one. `words` name it in a query, `page` lists it."""

    plural: Any
    singular: Any
    words: str = ""
    page: str = ""


KINDS = {
    "organisation": Kind(
        _("Initiatieven en organisaties"),
        _("Initiatief of organisatie"),
        "initiatief, initiatieven, organisatie, organisaties, initiative, initiatives, organisation, organisations",
        "initiative_list",
    ),
    "meeting": Kind(
        _("Bijeenkomsten"), _("Bijeenkomst"), "bijeenkomst, bijeenkomsten, meeting, meetings", "meeting_list"
    ),
    "agenda_item": Kind(
        _("Agendapunten"), _("Agendapunt"), "agendapunt, agendapunten, agenda item, agenda items", "agenda_item_list"
    ),
    "action": Kind(_("Afspraken"), _("Afspraak"), "afspraak, afspraken, agreement, agreements", "action_list"),
    "voice": Kind(_("Stemmen"), _("Stem")),
    "message": Kind(_("Onze boodschap"), _("Boodschap")),
    "instrument": Kind(_("Wat bewoners kunnen gebruiken"), _("Wat je kunt gebruiken")),
}


def kind_names() -> dict[Words, Name]:
    """The kinds that search recognises in what people type, by their words."""
    return {
        folded_words(words): Name((kind_label(name),), str(kind.plural), (kind.page, (), ""))
        for name, kind in KINDS.items()
        for words in filter(None, kind.words.split(","))
    }


SOURCES = (
    Source("organisation", lambda: Organisation.objects.public(), _organisations),
    Source("meeting", lambda: Meeting.objects.public(), _meetings),
    Source("agenda_item", lambda: AgendaItem.objects.public(), _agenda_items),
    Source("action", lambda: Action.objects.public(), _actions),
    Source("voice", lambda: Voice.objects.public(), _voices),
    Source("message", lambda: SharedMessage.objects.public(), _messages),
    Source("instrument", lambda: Instrument.objects.all(), _instruments),
)
