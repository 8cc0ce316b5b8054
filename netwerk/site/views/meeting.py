"""The page of one meeting: the invitation before, the report after, at the same address."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from agenda.models import Action, AgendaItem
from agenda.trail import line_of
from initiatives.models import Organisation
from initiatives.querysets import shapes
from meetings.models import Attendance, Meeting, Voice
from meetings.querysets import MeetingQuerySet
from meetings.sign_ups import is_open, places_left
from meetings.structured import event_data
from netwerk.accounts.access import is_at_the_desk, is_coordinator, public
from netwerk.lib import kept
from netwerk.lib.audit import history_of
from netwerk.lib.statements import Statement


def with_all_of_its_page() -> MeetingQuerySet:
    """Meetings with all that their page shows of themselves."""
    attendance = Attendance.objects.filter(organisation__in=Organisation.objects.public())
    return (
        Meeting.objects.select_related("area__parent", "follows")
        .defer(*shapes("area"))
        .with_organisers()
        .prefetch_related(
            "sections",
            "corrections",
            "officials",
            "programme",
            Prefetch("attendance", attendance.select_related("organisation")),
            Prefetch("followed_by", Meeting.objects.public().for_rows()),
            Prefetch("voices", Voice.objects.public().for_quotes()),
        )
    )


_meeting = Statement(lambda year, slug: with_all_of_its_page().starting_in(year).filter(slug=slug))
_items = Statement(lambda key: AgendaItem.objects.public().filter(meetings=key).with_voice_counts())
_actions = Statement(lambda key: Action.objects.public().filter(agreed_at=key).with_news().most_pressing_first())


@public
def meeting(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    found = _meeting(year, slug.replace("\x00", ""))
    shown = found.first
    if shown is None or (not shown.published and not is_coordinator(request.user)):
        raise Http404
    content = meeting_context(shown, timezone.now())

    def context() -> dict[str, Any]:
        at_the_desk = is_at_the_desk(request)
        return content | {
            "structured": event_data(shown) if shown.published else None,
            "at_the_desk": at_the_desk,
            "history": history_of(shown, Voice.objects.filter(meeting=shown)) if at_the_desk else None,
        }

    return kept.page(request, "site/meeting.html", (found.as_read, *content["read"]), context)


def meeting_context(shown: Meeting, now: datetime) -> dict[str, Any]:
    """What the page of `shown` (with_all_of_its_page) needs: the invitation, or the report once it is final.

    `read` is what it shows besides the meeting itself.
    """
    today = timezone.localdate(now)
    context: dict[str, Any] = {
        "meeting": shown,
        "is_over": shown.is_over(now) or shown.state == Meeting.State.HELD,
        "report_is_late": shown.report_is_late(today),
        "today": today,
        "share_kind": "meeting",
        "share_key": f"{shown.year}-{shown.slug}",
        "nav_here": "meeting_list",
    }
    context |= _report(shown, today) if shown.has_public_report else _invitation(shown, now)
    context["read"] = *context["read"], context["is_over"], context["report_is_late"], today
    return context


def _report(meeting: Meeting, today: date) -> dict[str, Any]:
    """What the page shows after the report is final."""
    items, actions = _items(meeting.pk), _actions(meeting.pk)
    line = line_of(meeting, items=items, actions=actions)
    corrections = meeting.corrections.all()
    return {
        "actions": actions,
        # Called where they are shown: mostly that was kept.
        "voices": lambda: [voice for voice in meeting.voices.all() if voice.speaker != Voice.Speaker.ROLE],
        "official_voices": lambda: [voice for voice in meeting.voices.all() if voice.speaker == Voice.Speaker.ROLE],
        "corrected_on": corrections[len(corrections) - 1].on if corrections else None,
        "items": items,
        "trail": partial(line.trail, today),
        "read": (items.as_read, actions.as_read, line.as_read),
    }


def _invitation(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """What the page shows until then: the programme, and what is still open from the line that it follows."""
    open_actions, open_items = [], []
    if meeting.follows:
        line = Meeting.objects.public().in_line_with(meeting).filter(starts_at__lt=meeting.starts_at)
        open_actions = list(Action.objects.public().filter(agreed_at__in=line).open().most_pressing_first()[:10])
        open_items = list(AgendaItem.objects.public().filter(meetings__in=line).unreached().distinct()[:10])
    can_sign_up, places = is_open(meeting, now), places_left(meeting)
    taken_along = [(row.pk, row.version, row.updated_at) for row in (*open_actions, *open_items)]
    return {
        "can_sign_up": can_sign_up,
        "places_left": places,
        "practical": partial(_by_subject, meeting.practical),
        "open_actions": open_actions,
        "open_items": open_items,
        "read": (can_sign_up, places, *taken_along),
    }


def _by_subject(practical: str) -> list[tuple[str, str]]:
    """'Eten: er is soep' as ('Eten', 'er is soep'); a line without a colon has no subject. Empty lines are left out."""
    lines = [line.strip() for line in practical.splitlines() if line.strip()]
    parts = [line.partition(":") for line in lines]
    return [
        (head.strip(), tail.strip()) if colon and len(head) < 30 else ("", line)
        for line, (head, colon, tail) in zip(lines, parts, strict=True)
    ]
