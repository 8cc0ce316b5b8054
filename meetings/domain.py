"""What can be done with a meeting, its report, its voices and its sign-ups."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, SignUp, Voice


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


@transaction.atomic
def sign_up(*, meeting: Meeting, name: str, email: str = "", phone: str = "") -> SignUp:
    """Sign somebody up: coming while there is room, else on the waiting list.

    Locks the meeting's row, so that two who sign up at once never get the same last place.
    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state != Meeting.State.PLANNED:
        raise ValidationError(_("Je kunt je niet meer aanmelden voor deze bijeenkomst."))
    coming = locked.sign_ups.filter(state=SignUp.State.COMING).count()
    has_room = locked.capacity is None or coming < locked.capacity
    signed = SignUp(
        meeting=locked,
        name=name,
        email=email,
        phone=phone,
        state=SignUp.State.COMING if has_room else SignUp.State.WAITING,
    )
    signed.full_clean()
    signed.save()
    return signed


@transaction.atomic
def cancel_sign_up(*, sign_up: SignUp) -> SignUp | None:
    """Take somebody off; returns the first on the waiting list when that one moves up."""
    meeting = Meeting.objects.select_for_update().get(pk=sign_up.meeting_id)
    sign_up.refresh_from_db()
    had_place = sign_up.state == SignUp.State.COMING
    sign_up.state = SignUp.State.CANCELLED
    sign_up.save(update_fields=["state"])
    first = meeting.sign_ups.filter(state=SignUp.State.WAITING).order_by("created_at", "pk").first()
    if not had_place or first is None:
        return None
    first.state = SignUp.State.COMING
    first.save(update_fields=["state"])
    return first
