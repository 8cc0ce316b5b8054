"""What can be done with a meeting, its report and its voices."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.domain import (
    cancel_meeting,
    correct_report,
    mark_held,
    publish_report,
    publish_voice,
    send_report_for_correction,
)
from meetings.models import Meeting, Voice
from tests.factories import make_agenda_item, make_held_meeting, make_meeting, make_voice

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_a_planned_meeting_can_be_called_off_with_a_reason_and_a_held_one_cannot() -> None:
    meeting = make_meeting()
    cancel_meeting(meeting=meeting, why="Waterschade")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_why) == ("cancelled", "Waterschade")
    with pytest.raises(ValidationError, match="ging niet door"):
        mark_held(meeting=meeting)
    with pytest.raises(ValidationError, match="Alleen een geplande"):
        cancel_meeting(meeting=make_held_meeting(), why="x")


@pytest.mark.django_db
def test_a_report_goes_from_draft_by_correction_to_final() -> None:
    meeting = make_meeting(starts_at=timezone.now() - timedelta(days=3), published=False)
    mark_held(meeting=meeting)
    with pytest.raises(ValidationError, match="in het kort"):
        publish_report(meeting=meeting, on=TODAY)
    meeting.summary = "Er is gepraat."
    send_report_for_correction(meeting=meeting, until=TODAY)
    meeting.refresh_from_db()
    assert (meeting.report_state, meeting.corrections_until, meeting.published) == ("for_correction", TODAY, False)
    meeting.summary = "Er is gepraat."
    meeting.save()
    publish_report(meeting=meeting, on=TODAY)
    meeting.refresh_from_db()
    assert (meeting.report_state, meeting.report_final_on, meeting.published) == ("final", TODAY, True)


@pytest.mark.django_db
def test_a_voice_with_a_name_needs_consent() -> None:
    voice = make_voice(published=False, speaker="named", name="Iemand")
    with pytest.raises(ValidationError) as refusal:
        publish_voice(voice=voice)
    assert "Zonder toestemming kan een stem met een naam niet openbaar worden." in refusal.value.messages
    voice.consent_on = TODAY
    voice.save()
    publish_voice(voice=voice)
    assert Voice.objects.public().get() == voice


@pytest.mark.django_db
def test_voices_that_reached_no_agenda_item_can_be_found() -> None:
    lost = make_voice("Verdwaald")
    make_agenda_item(voices=[make_voice("Gehoord")])
    assert list(Voice.objects.reaching_no_agenda_item()) == [lost]


@pytest.mark.django_db
def test_meetings_whose_report_is_missing_or_late_can_be_found() -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    ago = now - timedelta(days=9)
    late = make_meeting(starts_at=ago, state="held", report_promised_by=today - timedelta(days=1))
    waiting = make_meeting(starts_at=ago, state="held", report_promised_by=today)
    make_meeting(starts_at=ago, state="cancelled", report_promised_by=today - timedelta(days=1))
    make_held_meeting(report_promised_by=today - timedelta(days=1))
    make_meeting()
    assert set(Meeting.objects.without_report(now)) == {late, waiting}
    assert list(Meeting.objects.report_late(today)) == [late]


@pytest.mark.django_db
def test_only_a_final_report_is_corrected_in_public() -> None:
    held = make_held_meeting()
    correct_report(meeting=held, on=TODAY, text="Het waren er 41.")
    assert [correction.text for correction in held.corrections.all()] == ["Het waren er 41."]
    with pytest.raises(ValidationError, match="definitief verslag"):
        correct_report(meeting=make_meeting(), on=TODAY, text="Het waren er 41.")
