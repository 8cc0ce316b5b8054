"""What needs a coordinator, most urgent first; and the lists in which silence shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import Action, AgendaItem, SharedMessage
from initiatives.models import Area, Organisation, Theme
from meetings.models import CITY_TIME, Meeting, Voice
from netwerk.lib.text import day_in_words, shorten, span_in_words

# How many of one list the first page shows.
SHOWN = 5
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Task:
    """One line: what, where it is done, what to know, and what makes it urgent ("" for nothing)."""

    title: str
    url: str
    facts: str = ""
    late: str = ""


@dataclass(frozen=True)
class Kind:
    """A list: its name in the address, its heading, its rows, and how one is told."""

    name: str
    heading: str | Promise
    rows: Callable[[datetime], "QuerySet[Any]"]
    told: Callable[[Any, datetime], Task]


@dataclass(frozen=True)
class Part:
    """A list as the page shows it."""

    name: str
    heading: str
    tasks: list[Task]
    has_more: bool = False


def _meetings(now: datetime) -> "QuerySet[Meeting]":
    return Meeting.objects.without_report(now).order_by("starts_at")


def _meeting(meeting: Meeting, now: datetime) -> Task:
    today = now.astimezone(CITY_TIME).date()
    facts = [day_in_words(meeting.starts_on, today=today), str(meeting.get_report_state_display())]
    late = ""
    if meeting.report_state == Meeting.ReportState.FOR_CORRECTION and meeting.corrections_until:
        until = day_in_words(meeting.corrections_until, today=today)
        facts.append(_("reageren kan tot en met %(day)s") % {"day": until})
        late = _("Maak het definitief") if meeting.corrections_until < today else ""
    elif meeting.report_promised_by:
        facts.append(_("beloofd voor %(day)s") % {"day": day_in_words(meeting.report_promised_by, today=today)})
    if meeting.report_is_late(today) and meeting.report_promised_by:
        late = _("%(span)s te laat") % {"span": span_in_words((today - meeting.report_promised_by).days)}
    return Task(meeting.title, reverse("log_outcomes", args=[meeting.pk]), ", ".join(facts), late)


def _actions(now: datetime) -> "QuerySet[Action]":
    return Action.objects.to_ask_after(now.astimezone(CITY_TIME).date()).select_related("owner")


def _action(action: Any, now: datetime) -> Task:
    today = now.astimezone(CITY_TIME).date()
    silent = (today - action.last_news_on).days
    facts = [action.owner_in_words, str(action.get_status_display())]
    facts.append(_("%(span)s geen nieuws") % {"span": span_in_words(silent)} if silent else _("vandaag nieuws"))
    late = ""
    if days := action.days_late(today):
        late = _("%(span)s te laat") % {"span": span_in_words(days)}
    elif action.next_check_on and action.next_check_on <= today:
        late = _("Vraag het na")
    return Task(action.title, f"{reverse('report_news', args=[action.reference])}?rij=1", ", ".join(facts), late)


def _drafts(now: datetime) -> "QuerySet[SharedMessage]":
    return SharedMessage.objects.filter(state__in=["draft", "open"]).order_by("edition_date")


def _draft(message: SharedMessage, now: datetime) -> Task:
    return Task(
        message.title,
        reverse("admin:agenda_sharedmessage_change", args=[message.pk]),
        str(message.get_state_display()),
    )


def _voices(now: datetime) -> "QuerySet[Voice]":
    return Voice.objects.public().reaching_no_agenda_item().select_related("meeting").order_by("-pk")


def _voice(voice: Voice, now: datetime) -> Task:
    return Task(shorten(voice.text, 120), reverse("log_outcomes", args=[voice.meeting_id]), voice.meeting.title)


def _items(now: datetime) -> "QuerySet[AgendaItem]":
    return AgendaItem.objects.waiting_for_conversation().order_by("pk")


def _item(item: AgendaItem, now: datetime) -> Task:
    return Task(item.title, reverse("admin:agenda_agendaitem_change", args=[item.pk]), str(item.get_state_display()))


def _talks(now: datetime) -> "QuerySet[Meeting]":
    return Meeting.objects.public().without_agreement().order_by("-starts_at")


def _talk(meeting: Meeting, now: datetime) -> Task:
    today = now.astimezone(CITY_TIME).date()
    return Task(
        meeting.title,
        reverse("log_outcomes", args=[meeting.pk]),
        day_in_words(meeting.starts_on, today=today),
    )


def _silent_districts(now: datetime) -> "QuerySet[Area]":
    heard = Voice.objects.public().filter(meeting__starts_at__gt=now - A_YEAR)
    theirs = heard.filter(Q(area=OuterRef("pk")) | Q(area__parent=OuterRef("pk")))
    return Area.objects.districts().of_municipality(settings.MUNICIPALITY_CODE).filter(~Exists(theirs))


def _silent_themes(now: datetime) -> "QuerySet[Theme]":
    heard = Voice.objects.public().filter(meeting__starts_at__gt=now - A_YEAR, themes=OuterRef("pk"))
    return Theme.objects.filter(~Exists(heard))


def _page_of(row: Any, now: datetime) -> Task:
    url = reverse("theme", args=[row.slug]) if isinstance(row, Theme) else row.get_absolute_url()
    return Task(str(row), url)


def _unchecked(now: datetime) -> "QuerySet[Organisation]":
    before = now.date() - A_YEAR
    return Organisation.objects.active().filter(Q(checked_on=None) | Q(checked_on__lt=before)).order_by("sort_key")


def _organisation(organisation: Organisation, now: datetime) -> Task:
    today = now.astimezone(CITY_TIME).date()
    last = organisation.checked_on
    facts = day_in_words(last, today=today, weekday=False) if last else _("nog nooit nagekeken")
    url = reverse("admin:initiatives_organisation_change", args=[organisation.pk])
    return Task(organisation.name, url, facts)


URGENT = (
    Kind("verslagen", gettext_lazy("Bijeenkomsten zonder verslag"), _meetings, _meeting),
    Kind("afspraken", gettext_lazy("Afspraken om na te vragen"), _actions, _action),
    Kind("concepten", gettext_lazy("Boodschap in de maak"), _drafts, _draft),
)
SILENT = (
    Kind("stemmen", gettext_lazy("Stemmen zonder punt op de agenda"), _voices, _voice),
    Kind("punten", gettext_lazy("Punten die nog in geen gesprek waren"), _items, _item),
    Kind("gesprekken", gettext_lazy("Gesprekken zonder afspraak"), _talks, _talk),
    Kind("wijken", gettext_lazy("Wijken waar we een jaar niets van hoorden"), _silent_districts, _page_of),
    Kind("themas", gettext_lazy("Thema's waar we een jaar niets over hoorden"), _silent_themes, _page_of),
    Kind("organisaties", gettext_lazy("Organisaties die een jaar niet zijn nagekeken"), _unchecked, _organisation),
)
KINDS = URGENT + SILENT


def parts_of(kinds: Iterable[Kind], now: datetime) -> Iterator[Part]:
    """The first lines of each list that has any; one query a list."""
    for kind in kinds:
        found = list(kind.rows(now)[: SHOWN + 1])
        if found:
            tasks = [kind.told(row, now) for row in found[:SHOWN]]
            yield Part(kind.name, str(kind.heading), tasks, has_more=len(found) > SHOWN)
