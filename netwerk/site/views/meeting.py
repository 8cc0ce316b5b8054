"""The page of one meeting: the invitation before, the report after, at the same address."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from agenda.models import Action, AgendaItem
from agenda.trail import trail_of
from initiatives.models import Organisation
from meetings.models import Meeting, Voice
from meetings.sign_ups import is_open, places_left
from meetings.structured import event_data
from netwerk.accounts.access import is_at_the_desk, is_coordinator, public
from netwerk.lib.audit import history_of


@public
def meeting(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    meetings = Meeting.objects.select_related("area__parent", "follows").with_organisers()
    shown = get_object_or_404(meetings.in_year(year), slug=slug)
    if not shown.published and not is_coordinator(request.user):
        raise Http404
    context = meeting_context(shown, timezone.now())
    if is_at_the_desk(request):
        context |= {"at_the_desk": True, "history": history_of(shown, shown.voices.all())}
    return render(request, "site/meeting.html", context)


def meeting_context(shown: Meeting, now: datetime) -> dict[str, Any]:
    """What the page of `shown` needs: the invitation, or the report once it is final."""
    today = timezone.localdate(now)
    context = {
        "meeting": shown,
        "is_over": shown.is_over(now) or shown.state == Meeting.State.HELD,
        "report_is_late": shown.report_is_late(today),
        "follow_ups": shown.followed_by.public().for_rows(),
        "today": today,
        "structured": event_data(shown) if shown.published else None,
        "share_kind": "meeting",
        "share_key": f"{shown.year}-{shown.slug}",
        "nav_here": "meeting_list",
    }
    return context | (_report(shown, today) if shown.has_public_report else _invitation(shown, now))


def _report(meeting: Meeting, today: date) -> dict[str, Any]:
    """What the page shows after the report is final."""
    items = list(meeting.agenda_items.public().with_voice_counts())
    actions = list(meeting.actions.public().with_news().most_pressing_first())
    voices = list(meeting.voices.public().for_quotes())
    return {
        "actions": actions,
        "voices": [voice for voice in voices if voice.speaker != Voice.Speaker.ROLE],
        "official_voices": [voice for voice in voices if voice.speaker == Voice.Speaker.ROLE],
        "sections": meeting.sections.all(),
        "corrections": (corrections := list(meeting.corrections.all())),
        "corrected_on": corrections[-1].on if corrections else None,
        "items": items,
        "attendance": meeting.attendance.filter(organisation__in=Organisation.objects.public()).select_related(
            "organisation"
        ),
        "officials": meeting.officials.all(),
        "trail": trail_of(meeting, today=today, items=items, actions=actions),
    }


def _invitation(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """What the page shows until then: the programme, and what is still open from the line that it follows."""
    line = Meeting.objects.public().in_line_with(meeting).filter(starts_at__lt=meeting.starts_at)
    return {
        "can_sign_up": is_open(meeting, now),
        "places_left": places_left(meeting),
        "practical": _by_subject(meeting.practical),
        "programme": meeting.programme.all(),
        "open_actions": Action.objects.public().filter(agreed_at__in=line).open().most_pressing_first()[:10]
        if meeting.follows
        else [],
        "open_items": AgendaItem.objects.public().filter(meetings__in=line).unreached().distinct()[:10]
        if meeting.follows
        else [],
    }


def _by_subject(practical: str) -> list[tuple[str, str]]:
    """'Eten: er is soep' as ('Eten', 'er is soep'); a line without a colon has no subject. Empty lines are left out."""
    lines = [line.strip() for line in practical.splitlines() if line.strip()]
    parts = [line.partition(":") for line in lines]
    return [
        (head.strip(), tail.strip()) if colon and len(head) < 30 else ("", line)
        for line, (head, colon, tail) in zip(lines, parts, strict=True)
    ]
