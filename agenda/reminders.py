"""Reminders, each sent once: chosen by "due and not yet sent", so running late or twice does no harm."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from agenda.models import Action, Reminder
from agenda.owners import ask_owner
from meetings.models import CITY_TIME, Meeting
from netwerk.accounts.models import Role, User
from netwerk.lib import links
from netwerk.lib.outbox import queue_mail
from netwerk.lib.text import day_in_words

Kind = Reminder.Kind
# Days after the promised day on which coordinators hear that the report is not there.
MISSING_AFTER = {Kind.REPORT_MISSING: 3, Kind.REPORT_STILL_MISSING: 7}
SOON = timedelta(days=7)
# Nobody is reminded of what was over long before: a site that is new, or was away, does not mail a whole past.
LONG_AGO = timedelta(days=120)
MOST_AT_ONCE = 200


def send_reminders(*, now: datetime) -> int:
    """Write every reminder that is due to the outbox; returns how many letters."""
    today = now.astimezone(CITY_TIME).date()
    letters = 0
    for kind, meeting, on in _about_meetings(now, today):
        letters += _remind_coordinators(kind, meeting, on, now)
    for kind, action, on in _about_actions(now, today):
        letters += _remind_owner(kind, action, on, now)
    return letters


def _not_sent(kind: str, about: str, day: str) -> Any:
    """Rows for whose `day` no reminder of this kind went out; `about` is "meeting" or "action"."""
    return ~Exists(Reminder.objects.filter(**{about: OuterRef("pk")}, kind=kind, on=OuterRef(day)))


def _about_meetings(now: datetime, today: date) -> Iterator[tuple[str, Meeting, date]]:
    waiting = Meeting.objects.public().without_report(now).filter(ends_at__gt=now - LONG_AGO)
    fresh = waiting.filter(report_state=Meeting.ReportState.NONE).filter(
        ~Exists(Reminder.objects.filter(meeting=OuterRef("pk"), kind=Kind.LOG_OUTCOMES))
    )
    for meeting in fresh[:MOST_AT_ONCE]:
        yield Kind.LOG_OUTCOMES, meeting, meeting.starts_on
    for kind, days in MISSING_AFTER.items():
        late = waiting.filter(report_promised_by__lte=today - timedelta(days=days))
        for meeting in late.filter(_not_sent(kind, "meeting", "report_promised_by"))[:MOST_AT_ONCE]:
            assert meeting.report_promised_by
            yield kind, meeting, meeting.report_promised_by


def _about_actions(now: datetime, today: date) -> Iterator[tuple[str, Action, date]]:
    actions = Action.objects.public().open().select_related("owner", "agreed_at", "next_check_at")
    recent = actions.filter(due_on__gte=today - LONG_AGO)
    soon = recent.filter(due_on__gte=today, due_on__lte=today + SOON)
    # Agreed this week and due this week: the letter about the agreement is the reminder.
    soon = soon.filter(published_at__lt=now - timedelta(days=3))
    for action in soon.filter(_not_sent(Kind.DUE_SOON, "action", "due_on"))[:MOST_AT_ONCE]:
        assert action.due_on
        yield Kind.DUE_SOON, action, action.due_on
    for action in recent.late(today).filter(_not_sent(Kind.DUE_PASSED, "action", "due_on"))[:MOST_AT_ONCE]:
        assert action.due_on
        yield Kind.DUE_PASSED, action, action.due_on
    by_day = actions.filter(next_check_on__lte=today, next_check_on__gte=today - LONG_AGO)
    for action in by_day.filter(_not_sent(Kind.CHECK, "action", "next_check_on"))[:MOST_AT_ONCE]:
        assert action.next_check_on
        yield Kind.CHECK, action, action.next_check_on


@transaction.atomic
def _remind_owner(kind: str, action: Action, on: date, now: datetime) -> int:
    """Note the reminder and mail the owner; 0 when another worker was first, or there is no address."""
    _reminder, is_first = Reminder.objects.get_or_create(kind=kind, action=action, on=on)
    return int(is_first and ask_owner(action=action, now=now, why=kind) is not None)


@transaction.atomic
def _remind_coordinators(kind: str, meeting: Meeting, on: date, now: datetime) -> int:
    _reminder, is_first = Reminder.objects.get_or_create(kind=kind, meeting=meeting, on=on)
    if not is_first:
        return 0
    today = now.astimezone(CITY_TIME).date()
    context = {
        "kind": kind,
        "title": meeting.title,
        "held_on": day_in_words(meeting.starts_on, today=today),
        "promised": day_in_words(meeting.report_promised_by, today=today) if meeting.report_promised_by else "",
        "url": links.absolute(reverse("log_outcomes", args=[meeting.pk])),
    }
    people = User.objects.filter(is_active=True, groups__name=Role.COORDINATOR).distinct()
    for person in people:
        queue_mail(to=person.email, template="report_reminder", context=context, now=now)
    return len(people)
