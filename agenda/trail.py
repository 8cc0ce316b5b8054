"""The trail (het spoor): the line from a voice to a result, computed from the links and never typed.

Voice -> shared-agenda item -> point of the shared message -> conversation with the alderman -> agreed action -> result.
Only what is public is on it. Steps that were skipped are left out; the next one that is missing is named.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, Model, OuterRef, Q, QuerySet, Subquery, When, Window
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import Action, ActionUpdate, AgendaItem, MessagePoint, SharedMessage
from agenda.models.message import PointAgendaItem
from initiatives.statements import NO_KEY
from meetings.models import Meeting, Voice
from netwerk.lib.aggregates import among
from netwerk.lib.statements import Rows, Statement
from netwerk.lib.text import day_in_words

Subject = Voice | AgendaItem | MessagePoint | Meeting | Action

# How many agenda items a trail follows: enough for a person to read, and a bound on the work.
MOST_ITEMS = 12
# Of so many of the newest actions the home page looks for the line that came furthest.
MOST_LINES = 30
# Of several actions the trail shows the one that came furthest; a stopped one only when there is no other.
FURTHEST = ["done", "busy", "stuck", "to_do"]


def public_points() -> QuerySet[MessagePoint]:
    """The points of messages that anyone may see."""
    return MessagePoint.objects.filter(message__in=SharedMessage.objects.public())


def _linked(links: type[Model], name: str, keys: Sequence[int]) -> Exact:
    """That a row is linked to an agenda item with one of `keys`; `links` is the table of links, `name` its side."""
    item = "agenda_item" if links is PointAgendaItem else "agendaitem"
    return among(links._default_manager.filter(**{f"{item}__in": keys}).values(name))


def _furthest(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The one of `actions` that came furthest, with `total` and the text and day of its newest news."""
    furthest = Case(*(When(status=status, then=place) for place, status in enumerate(FURTHEST)), default=9)
    # Of two that came as far, the one agreed with the alderman tells the line best.
    with_alderman = Case(When(agreed_at__purpose=Meeting.Purpose.ALDERMAN_CONVERSATION, then=0), default=1)
    newest = ActionUpdate.objects.filter(action=OuterRef("pk")).order_by("-on", "-pk")
    return (
        actions.select_related("agreed_at")
        .annotate(
            total=Window(Count("pk")),
            news_text=Subquery(newest.values("text")[:1]),
            news_on=Subquery(newest.values("on")[:1]),
        )
        .order_by(furthest, with_alderman, "agreed_on", "pk")[:1]
    )


# Each for the keys of as many agenda items as a trail follows: `_keys_of`.
_first_voice = Statement(
    lambda *keys: (
        Voice.objects.public()
        .for_quotes()
        .annotate(total=Window(Count("pk")))
        .filter(_linked(AgendaItem.voices.through, "voice", keys))
        .order_by("meeting__starts_at", "pk")[:1]
    )
)
_first_point = Statement(
    lambda *keys: (
        public_points()
        .select_related("message")
        .filter(_linked(PointAgendaItem, "point", keys))
        .order_by("message__edition_date", "position")[:1]
    )
)
_last_talk = Statement(
    lambda *keys: (
        Meeting.objects.public()
        .taking_place()
        .alderman_conversations()
        .filter(_linked(AgendaItem.meetings.through, "meeting", keys))
        .order_by("-starts_at")[:1]
    )
)
_leading_action = Statement(
    lambda *keys: _furthest(Action.objects.public().filter(_linked(Action.agenda_items.through, "action", keys)))
)
_leading_action_of_meeting = Statement(lambda key: _furthest(Action.objects.public().filter(agreed_at=key)))


def _keys_of(items: Sequence[AgendaItem]) -> list[int]:
    return [*(item.pk for item in items), *[NO_KEY] * (MOST_ITEMS - len(items))]


@dataclass(frozen=True)
class Step:
    """One place on the line. `is_open`: not reached yet; `is_end`: here the line ends; `is_here`: you are here."""

    kind: str
    label: str
    date_text: str = ""
    quote: str = ""
    text: str = ""
    url: str = ""
    link_text: str = ""
    status: str = ""
    status_label: str = ""
    others_text: str = ""
    others_url: str = ""
    is_open: bool = False
    is_end: bool = False
    is_here: bool = False


@dataclass(frozen=True)
class Trail:
    """The steps in order, first the voice."""

    steps: tuple[Step, ...]

    @property
    def reached(self) -> int:
        """How many steps have been taken."""
        return sum(not step.is_open for step in self.steps)

    @property
    def is_complete(self) -> bool:
        """Whether the line runs from a voice to a result."""
        return self.reached >= 2 and self.steps[0].kind == "voice" and not self.steps[-1].is_open


@dataclass(frozen=True)
class Line:
    """What the database has of the line that `subject` is on; `trail` puts it into words.

    `items` and `points` are those it hangs on. Of `voices` and `actions` either all, or the one that is shown, with
    `total`. `talks` has a conversation when there is no action that tells of one; a meeting itself.
    """

    subject: Subject
    items: Sequence[AgendaItem]
    voices: Sequence[Voice]
    points: Sequence[MessagePoint]
    actions: Sequence[Action]
    talks: Sequence[Meeting]

    @property
    def as_read(self) -> Hashable:
        """The same value whenever the statements of `line_of` found the same.

        The subject, what was given, and the items that were looked up for a meeting are left to who asked.
        """
        asked = (self.items, self.voices, self.points, self.actions, self.talks)
        return tuple(rows.as_read for rows in asked if isinstance(rows, Rows))

    def trail(self, today: date) -> Trail:
        """The whole line, with "you are here"."""
        action = _lead_of(self.actions)
        steps = [
            _voice_step(self.items, self.subject, today, next(iter(self.voices), None)),
            _item_step(self.items, self.subject, today),
            _point_step(self.subject, today, next(iter(self.points), None)),
            _conversation_step(self.subject, today, action.agreed_at if action else next(iter(self.talks), None)),
            _action_step(self.items, action, self.subject, today),
        ]
        taken = [step for step in steps if step]
        return Trail((*taken, *_what_follows(taken, self.items, action, today)))


def line_of(
    subject: Subject,
    *,
    items: Sequence[AgendaItem] | None = None,
    actions: Sequence[Action] | None = None,
    voices: Sequence[Voice] | None = None,
    points: Sequence[MessagePoint] | None = None,
) -> Line:
    """The line that `subject` is on. At most five queries, whatever the number of links.

    What the page has already: `items` are the public agenda items it hangs on, `actions` all public actions (with_news)
    on its line, `voices` the public voices on it (for_quotes) in the order of their meetings, the first with `total`,
    `points` those of public messages that it hangs on, in order.
    """
    items = _items_of(subject) if items is None else items[:MOST_ITEMS]
    keys = _keys_of(items)
    if isinstance(subject, Voice):
        voices = [subject]
    elif voices is None:
        voices = _first_voice(*keys) if items else []
    if isinstance(subject, Action):
        actions = [subject]
    elif actions is None and isinstance(subject, Meeting):
        actions = _leading_action_of_meeting(subject.pk)
    elif actions is None:
        actions = _leading_action(*keys) if items else []
    if isinstance(subject, MessagePoint):
        points = [subject]
    elif points is None:
        points = _first_point(*keys) if items else []
    if isinstance(subject, Meeting):
        talks: Sequence[Meeting] = [subject]
    else:
        talks = _last_talk(*keys) if items and not actions else []
    return Line(subject, items, voices, points, actions, talks)


def trail_of(subject: Subject, *, today: date) -> Trail:
    """The whole line that `subject` is on, with "you are here". At most five queries."""
    return line_of(subject).trail(today)


def most_complete_trail(*, today: date) -> Trail | None:
    """The line of a public agenda item that came furthest; None when no item has both a voice and an action."""
    voiced = Voice.objects.public().filter(agenda_items=OuterRef("pk"))
    acted = Action.objects.public().filter(agenda_items=OuterRef("pk"))
    spoken = public_points().filter(agenda_items=OuterRef("pk"))
    # Looked up first: within the query below the database would rather walk through all items.
    candidates = PointAgendaItem.objects.values_list("agenda_item", flat=True).union(
        _some(Action.objects.public().done()), _some(Action.objects.public())
    )
    item = (
        AgendaItem.objects.public()
        .standing()
        .filter(Exists(voiced), Exists(acted), pk__in=list(candidates))
        .annotate(is_done=Exists(acted.done()), is_spoken=Exists(spoken))
        .order_by("-is_done", "-is_spoken", "pk")
        .first()
    )
    return without_here(trail_of(item, today=today)) if item else None


def _some(actions: QuerySet[Action]) -> QuerySet[Any]:
    """The agenda items of enough of them to find a line worth showing; all of them would take longer each year."""
    links = Action.agenda_items.through.objects
    return links.filter(action__in=actions.order_by("-pk").values("pk")[:MOST_LINES]).values_list(
        "agendaitem", flat=True
    )


def without_here(trail: Trail) -> Trail:
    """The same line without "you are here", for a page that is not on it."""
    return Trail(tuple(replace(step, is_here=False) for step in trail.steps))


def _items_of(subject: Subject) -> Sequence[AgendaItem]:
    """The public agenda items that `subject` hangs on; reads what the page prefetched where it can."""
    if isinstance(subject, AgendaItem):
        return [subject]
    if isinstance(subject, Meeting):
        public = AgendaItem.objects.public()
        through_actions = Action.objects.public().filter(agreed_at=subject).values("agenda_items")
        return list(public.filter(Q(meetings=subject) | Q(pk__in=through_actions)).distinct()[:MOST_ITEMS])
    return [item for item in subject.agenda_items.all() if item.published][:MOST_ITEMS]


def _voice_step(items: Sequence[AgendaItem], subject: Subject, today: date, found: Any) -> Step | None:
    if found is None:
        return None
    others = 0 if isinstance(subject, Voice) else found.total - 1
    return Step(
        kind="voice",
        label=_("Een stem"),
        date_text=f"{found.speaker_in_words}, {day_in_words(found.meeting.starts_on, today=today, weekday=False)}",
        quote=found.text,
        others_text=ngettext("en %(count)d andere stem", "en %(count)d andere stemmen", others) % {"count": others}
        if others
        else "",
        others_url=f"{items[0].get_absolute_url()}#stemmen" if others and len(items) == 1 else "",
        is_here=isinstance(subject, Voice),
    )


def _item_step(items: Sequence[AgendaItem], subject: Subject, today: date) -> Step | None:
    if not items:
        return None
    item, others = items[0], len(items) - 1
    return Step(
        kind="item",
        label=_("Op de agenda"),
        date_text=day_in_words(item.adopted_on, today=today, weekday=False) if item.adopted_on else "",
        url=item.get_absolute_url(),
        link_text=item.title,
        others_text=ngettext("en %(count)d ander punt", "en %(count)d andere punten", others) % {"count": others}
        if others
        else "",
        is_here=isinstance(subject, AgendaItem),
    )


def _point_step(subject: Subject, today: date, point: MessagePoint | None) -> Step | None:
    if point is None:
        return None
    return Step(
        kind="message",
        label=_("In onze boodschap"),
        date_text=day_in_words(point.message.edition_date, today=today, weekday=False),
        url=f"{point.message.get_absolute_url()}#punt-{point.position}",
        link_text=point.title,
        is_here=isinstance(subject, MessagePoint),
    )


def _conversation_step(subject: Subject, today: date, meeting: Meeting | None) -> Step | None:
    if meeting is None:
        return None
    return Step(
        kind="conversation",
        label=_("In gesprek"),
        date_text=day_in_words(meeting.starts_on, today=today, weekday=False),
        url=meeting.get_absolute_url(),
        link_text=meeting.title,
        is_open=meeting.starts_on > today,
        is_here=isinstance(subject, Meeting),
    )


def _lead_of(actions: Sequence[Action]) -> Action | None:
    """The one of `actions` that the trail shows, with `total`: as `_furthest` chooses."""
    lead = min(
        actions,
        key=lambda one: (
            FURTHEST.index(one.status) if one.status in FURTHEST else len(FURTHEST),
            one.agreed_at.purpose != Meeting.Purpose.ALDERMAN_CONVERSATION,
            one.agreed_on,
            one.pk,
        ),
        default=None,
    )
    if lead and not hasattr(lead, "total"):
        lead.total = len(actions)  # type: ignore[attr-defined]
    return lead


def _action_step(items: Sequence[AgendaItem], action: Action | None, subject: Subject, today: date) -> Step | None:
    if action is None:
        return None
    others = getattr(action, "total", 1) - 1
    return Step(
        kind="action",
        label=_("Een afspraak"),
        date_text=day_in_words(action.agreed_on, today=today, weekday=False),
        url=action.get_absolute_url(),
        link_text=action.title,
        status=action.status,
        status_label=action.get_status_display(),
        others_text=ngettext("en %(count)d andere afspraak", "en %(count)d andere afspraken", others)
        % {"count": others}
        if others
        else "",
        others_url=f"{reverse('action_list')}?punt={items[0].slug}" if others and len(items) == 1 else "",
        is_here=isinstance(subject, Action),
    )


def _what_follows(taken: list[Step], items: Sequence[AgendaItem], action: Action | None, today: date) -> Iterable[Step]:
    """The end of the line: the result, a "no" with its reason, or the next step that is missing."""
    if action and not action.is_open:
        text, on = _closing_news(action)
        yield Step(
            kind="result",
            label=_("Het resultaat"),
            date_text=day_in_words(on, today=today, weekday=False) if on else "",
            text=text,
            status=action.status,
            status_label=action.get_status_display(),
            is_end=True,
        )
    elif action:
        check = action.next_check_on
        known = (
            _("Nog niet bekend. We vragen het na op %(date)s.")
            % {"date": day_in_words(check, today=today, weekday=False)}
            if check and check >= today
            else _("Nog niet bekend.")
        )
        yield Step(kind="result", label=_("Het resultaat"), text=known, is_open=True, is_end=True)
    elif items and items[0].state == AgendaItem.State.WITHDRAWN:
        yield Step(kind="result", label=_("Ingetrokken"), text=items[0].state_reason, is_end=True)
    elif any(step.kind == "conversation" for step in taken):
        yield Step(kind="action", label=_("Een afspraak"), text=_("Nog geen afspraak gemaakt."), is_open=True)
    elif items:
        yield Step(kind="conversation", label=_("In gesprek"), text=_("Nog geen gesprek gepland."), is_open=True)
    else:
        yield Step(kind="item", label=_("Op de agenda"), text=_("Nog geen punt op onze agenda."), is_open=True)


def _closing_news(action: Action) -> tuple[str, date | None]:
    """Text and day of the newest news; reads the annotations of `_leading_action`, else the page's own log."""
    if hasattr(action, "news_text") and hasattr(action, "news_on"):
        return action.news_text or "", action.news_on
    news = action.latest_news
    return (news.text, news.on) if news else ("", None)
