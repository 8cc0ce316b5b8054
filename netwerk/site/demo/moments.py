"""When things of the demonstration city became public: as if they were written at the time, not all at once today."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from agenda.models import Action, ActionUpdate, AgendaItem, SharedMessage
from initiatives.models import Organisation
from meetings.models import CITY_TIME, Meeting, Voice

ANNOUNCED_BEFORE = timedelta(days=28)


def set_moments(*, today: date) -> None:
    """Set the moments that the database stamped while the city was loaded; nothing lies in the future."""
    now = timezone.now()
    for number, organisation in enumerate(Organisation.objects.public().order_by("pk")):
        # Most are known for over a year; one in nine came in the last weeks.
        age = 7 + number if number % 9 == 0 else 400 + number
        _keep(organisation, published_at=_noon(today - timedelta(days=age)))
    for meeting in Meeting.objects.all():
        moments = {"published_at": min(meeting.starts_at - ANNOUNCED_BEFORE, now) if meeting.published else None}
        if meeting.is_cancelled:
            moments["cancelled_at"] = min(meeting.starts_at - timedelta(days=4), now)
        if meeting.report_final_on:
            moments["reported_at"] = min(_noon(meeting.report_final_on), now)
        _keep(meeting, **moments)
    for voice in Voice.objects.filter(published=True).select_related("meeting"):
        _keep(voice, published_at=voice.meeting.reported_at or now)
    for item in AgendaItem.objects.public():
        _keep(item, published_at=_noon(item.adopted_on or today - timedelta(days=60)))
    for action in Action.objects.public().select_related("agreed_at"):
        _keep(action, published_at=min(action.agreed_at.reported_at or _noon(action.agreed_on), now))
    for edition in SharedMessage.objects.public():
        _keep(edition, published_at=_noon(edition.edition_date))
    for news in ActionUpdate.objects.all():
        news.created_at = min(_noon(news.on), now)
        news.save(update_fields=["created_at"])


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), CITY_TIME)


def _keep(row: Any, **moments: datetime | None) -> None:
    """Save only these, without an entry in the history: nobody changed anything."""
    for name, moment in moments.items():
        setattr(row, name, moment)
    row.skip_history_when_saving = True
    row.save(update_fields=list(moments))
