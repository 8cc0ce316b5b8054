"""What became public since a moment: for mail to followers, for feeds, and for council members.

Everything is read from the moments that the database stamps (netwerk.lib.publication), so it does not matter by which
way something was written. Six queries, whatever is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from agenda.models import Action, ActionUpdate, AgendaItem, SharedMessage
from initiatives.models import Area, Organisation, Theme
from meetings.models import Meeting, Voice

# The most that is told of one kind; who was away for a year gets the newest.
MOST = 50


@dataclass(frozen=True)
class Change:
    """One thing that became public at `when`; `label` says what kind, `text` may be empty."""

    when: datetime
    kind: str
    label: str
    title: str
    text: str
    url: str
    status: str = ""
    status_label: str = ""


@dataclass(frozen=True)
class Watched:
    """What somebody looks at: one subject, or the message (`message=True`), or the whole city when nothing is given."""

    district: Area | None = None
    theme: Theme | None = None
    initiative: Organisation | None = None
    agenda_item: AgendaItem | None = None
    action: Action | None = None
    meeting: Meeting | None = None
    message: bool = False

    @property
    def is_everything(self) -> bool:
        return self == Watched()


def changes_since(since: datetime, *, until: datetime, watched: Watched) -> list[Change]:
    """What became public after `since` and not after `until`, newest first."""
    found = [
        *_news(since, until, watched),
        *_agreed(since, until, watched),
        *_meetings(since, until, watched),
        *_voices(since, until, watched),
        *_initiatives(since, until, watched),
        *_items(since, until, watched),
        *_editions(since, until, watched),
    ]
    return sorted(found, key=lambda change: change.when, reverse=True)


def _window(field: str, since: datetime, until: datetime) -> Q:
    return Q(**{f"{field}__gt": since, f"{field}__lte": until})


def _actions_of(watched: Watched) -> Any:
    """The public actions that belong to what is watched."""
    actions = Action.objects.public()
    if watched.district:
        return actions.playing_in(watched.district)
    if watched.theme:
        return actions.about(watched.theme)
    if watched.initiative:
        return actions.concerning(watched.initiative)
    if watched.agenda_item:
        return actions.serving_item(watched.agenda_item.slug)
    if watched.action:
        return actions.filter(Q(pk=watched.action.pk) | Q(split_from=watched.action))
    if watched.meeting:
        return actions.filter(agreed_at__in=Meeting.objects.in_line_with(watched.meeting))
    if watched.message:
        current = SharedMessage.objects.public().filter(state="published")
        return actions.filter(agenda_items__message_points__message__in=current).distinct()
    return actions


def _news(since: datetime, until: datetime, watched: Watched) -> Iterator[Change]:
    """News on actions that were public before it came; the news that opens a log tells nothing new."""
    news = ActionUpdate.objects.filter(_window("created_at", since, until), action__in=_actions_of(watched))
    told = news.filter(created_at__gt=F("action__published_at")).select_related("action", "organisation")
    for entry in told.order_by("-created_at")[:MOST]:
        yield Change(
            when=entry.created_at,
            kind="action",
            label=_("Nieuws over een afspraak"),
            title=entry.action.title,
            text=entry.text,
            url=entry.action.get_absolute_url(),
            status=entry.status,
            status_label=entry.get_status_display() if entry.status else "",
        )


def _agreed(since: datetime, until: datetime, watched: Watched) -> Iterator[Change]:
    actions = _actions_of(watched)
    # The newest by either moment, found by two indexes: by the later of both the database would sort all actions.
    newest = [
        actions.filter(**{f"{field}__gt": since}).order_by(f"-{field}").values("pk")[:MOST]
        for field in ("published_at", "agreed_at__published_at")
    ]
    shown = actions.filter(pk__in=newest[0].union(newest[1])).select_related("owner")
    shown = shown.annotate(shown_at=Greatest("published_at", "agreed_at__published_at"))
    for action in shown.filter(_window("shown_at", since, until)).order_by("-shown_at")[:MOST]:
        yield Change(
            when=action.shown_at,
            kind="action",
            label=_("Nieuwe afspraak"),
            title=action.title,
            text=action.owner_in_words,
            url=action.get_absolute_url(),
            status=action.status,
            status_label=action.get_status_display(),
        )


def _meetings(since: datetime, until: datetime, watched: Watched) -> Iterator[Change]:
    """Meetings announced, called off, or reported; the last of these that happened."""
    meetings = Meeting.objects.public()
    if watched.district:
        meetings = meetings.for_residents_of(watched.district)
    elif watched.theme:
        meetings = meetings.about(watched.theme)
    elif watched.initiative:
        meetings = meetings.organised_by(watched.initiative)
    elif watched.agenda_item:
        meetings = meetings.filter(agenda_items=watched.agenda_item)
    elif watched.meeting:
        meetings = meetings.in_line_with(watched.meeting)
    elif not watched.is_everything:
        return
    windows = [_window(field, since, until) for field in ("published_at", "cancelled_at", "reported_at")]
    for meeting in meetings.filter(windows[0] | windows[1] | windows[2]).order_by("-published_at")[:MOST]:
        told = [
            (meeting.reported_at, _("Verslag van een bijeenkomst"), meeting.summary.partition("\n")[0]),
            (meeting.cancelled_at, _("Bijeenkomst gaat niet door"), meeting.cancelled_why),
            (meeting.published_at, _("Nieuwe bijeenkomst"), ""),
        ]
        when, label, text = next((at, label, text) for at, label, text in told if at and since < at <= until)
        yield Change(
            when=when, kind="meeting", label=label, title=meeting.title, text=text, url=meeting.get_absolute_url()
        )


def _voices(since: datetime, until: datetime, watched: Watched) -> Iterator[Change]:
    voices = Voice.objects.public().annotate(shown_at=Greatest("published_at", "meeting__reported_at"))
    if watched.district:
        voices = voices.heard_in(watched.district)
    elif watched.theme:
        voices = voices.filter(themes=watched.theme)
    elif watched.initiative:
        voices = voices.filter(organisation=watched.initiative)
    elif watched.agenda_item:
        voices = voices.filter(agenda_items=watched.agenda_item)
    else:
        return
    for voice in voices.filter(_window("shown_at", since, until)).for_quotes().order_by("-shown_at")[:MOST]:
        yield Change(
            when=voice.shown_at,
            kind="voice",
            label=_("Dit hoorden we"),
            title=voice.speaker_in_words,
            text=voice.text,
            url=voice.meeting.get_absolute_url(),
        )


def _initiatives(since: datetime, until: datetime, watched: Watched) -> Iterator[Change]:
    initiatives = Organisation.objects.active().initiatives()
    if watched.district:
        initiatives = initiatives.located_in(watched.district)
    elif watched.theme:
        initiatives = initiatives.about(watched.theme)
    else:
        return
    for organisation in initiatives.filter(_window("published_at", since, until)).order_by("-published_at")[:MOST]:
        assert organisation.published_at  # the window leaves out empty ones
        yield Change(
            when=organisation.published_at,
            kind="initiative",
            label=_("Nieuw initiatief"),
            title=organisation.name,
            text=organisation.sentence,
            url=organisation.get_absolute_url(),
        )


def _items(since: datetime, until: datetime, watched: Watched) -> Iterator[Change]:
    items = AgendaItem.objects.public().filter(_window("published_at", since, until))
    if watched.district:
        items = items.playing_in(watched.district)
    elif watched.theme:
        items = items.about(watched.theme)
    elif watched.initiative:
        items = items.filter(supporters=watched.initiative)
    elif not watched.is_everything:
        return
    for item in items.order_by("-published_at")[:MOST]:
        assert item.published_at
        yield Change(
            when=item.published_at,
            kind="item",
            label=_("Nieuw punt op onze agenda"),
            title=item.title,
            text=item.goal,
            url=item.get_absolute_url(),
        )


def _editions(since: datetime, until: datetime, watched: Watched) -> Iterator[Change]:
    if not (watched.message or watched.is_everything):
        return
    for edition in SharedMessage.objects.public().filter(_window("published_at", since, until)):
        assert edition.published_at
        yield Change(
            when=edition.published_at,
            kind="message",
            label=_("Nieuwe versie van onze boodschap"),
            title=edition.title,
            text=edition.summary,
            url=edition.get_absolute_url(),
        )
