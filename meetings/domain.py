"""What can be done with a meeting, its report and its voices. Sign-ups: meetings.sign_ups."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.models import Correction, Meeting, Voice


def mark_held(*, meeting: Meeting) -> None:
    """Note that the meeting took place; only then can it have a report."""
    if meeting.is_cancelled:
        raise ValidationError(_("Deze bijeenkomst ging niet door."))
    meeting.state = Meeting.State.HELD
    meeting.save(update_fields=["state"])


def cancel_meeting(*, meeting: Meeting, why: str) -> None:
    """Say in public that a planned meeting does not take place, and why."""
    if meeting.state != Meeting.State.PLANNED:
        raise ValidationError(_("Alleen een geplande bijeenkomst kan niet doorgaan."))
    meeting.state = Meeting.State.CANCELLED
    meeting.cancelled_why = why
    meeting.full_clean()
    meeting.save(update_fields=["state", "cancelled_why"])


def begin_report(*, meeting: Meeting) -> None:
    """Note that somebody writes the report of a meeting that took place. Changes nothing when it was begun before."""
    if meeting.report_state == Meeting.ReportState.NONE:
        mark_held(meeting=meeting)
        meeting.report_state = Meeting.ReportState.DRAFT
        meeting.save(update_fields=["report_state"])


def send_report_for_correction(*, meeting: Meeting, until: date) -> None:
    """Let those who were there react to the draft until and with the day `until`."""
    meeting.report_state = Meeting.ReportState.FOR_CORRECTION
    meeting.corrections_until = until
    meeting.full_clean()
    meeting.save(update_fields=["report_state", "corrections_until"])


@transaction.atomic
def publish_report(*, meeting: Meeting, on: date) -> None:
    """Make the report final and public on day `on`, with the meeting itself.

    Voices stay as they are: each is published on its own, after the look at names and consent.
    """
    if not meeting.summary:
        raise ValidationError({"summary": _("Schrijf eerst in het kort wat er is besproken.")})
    meeting.state = Meeting.State.HELD
    meeting.report_state = Meeting.ReportState.FINAL
    meeting.report_final_on = on
    meeting.published = True
    meeting.full_clean()
    meeting.save(update_fields=["state", "report_state", "report_final_on", "published"])


def publish_voice(*, voice: Voice) -> None:
    """Let everyone read `voice`. Raises ValidationError for a name without recorded consent."""
    voice.published = True
    voice.full_clean()
    voice.save(update_fields=["published"])


def correct_report(*, meeting: Meeting, on: date, text: str) -> Correction:
    """Say under a final report what was wrong in it and is now right; the text itself is changed beside this."""
    if not meeting.has_public_report:
        raise ValidationError(_("Alleen een definitief verslag heeft verbeteringen."))
    correction = Correction(meeting=meeting, on=on, text=text)
    correction.full_clean()
    correction.save()
    return correction
