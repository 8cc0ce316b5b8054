"""What the desk of the demonstration city holds: a report that went round, and owners who were mailed."""

from datetime import timedelta

from django.utils import timezone

from agenda.correction import ask_for_corrections
from agenda.desk.drafts import stored_outcomes
from agenda.models import Action, MailedLink, OutcomesDraft
from agenda.owners import ask_owner, give_link
from agenda.reminders import send_reminders
from initiatives.models import Organisation
from meetings.models import Meeting
from netwerk.lib.models import OutgoingMail

SUMMARY = "We spraken over groen in de straat.\nNiemand weet wie de boomspiegels mag beplanten.\nDit verslag is een voorbeeld."


def load_desk() -> None:
    """Links and letters as they go out after a meeting. Safe to repeat; every address is an example.

    The letters count as sent: they are to be read at /werk/post/, and not between the codes in a terminal.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    for meeting in Meeting.objects.filter(report_state=Meeting.ReportState.FOR_CORRECTION, outcomes_draft=None):
        data = stored_outcomes(meeting)
        data["report"]["summary"] = data["report"]["summary"] or SUMMARY
        OutcomesDraft.objects.create(meeting=meeting, data=data)
        present = Organisation.objects.active().initiatives().exclude(public_email="").order_by("pk")
        until = max(meeting.corrections_until or today, today + timedelta(days=1))
        ask_for_corrections(meeting=meeting, until=until, organisations=list(present[:2]), now=now)
    owned = Action.objects.public().open().exclude(owner__public_email="").select_related("owner", "agreed_at")
    for action in owned.filter(mailed_links=None).order_by("pk")[:2]:
        ask_owner(action=action, now=now)
        raiser = Organisation.objects.active().exclude(public_email="").exclude(pk=action.owner_id).order_by("pk")[0]
        give_link(
            action=action,
            purpose=MailedLink.Purpose.JUDGE,
            organisation=raiser,
            email=raiser.public_email,
            today=today,
        )
    send_reminders(now=now)
    for letter in OutgoingMail.objects.filter(sent_at=None):
        letter.sent_at = now
        letter.save(update_fields=["sent_at"])
