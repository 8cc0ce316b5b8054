"""A report goes to those who were there before it is final: they can say until a day what is not right."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import MailedLink
from agenda.owners import link_url
from initiatives.models import Organisation
from meetings.domain import send_report_for_correction
from meetings.models import CITY_TIME, Meeting, SignUp
from netwerk.lib.models import OutgoingMail
from netwerk.lib.outbox import queue_mail
from netwerk.lib.text import day_in_words


def addresses_of(meeting: Meeting, organisations: "list[Organisation]") -> dict[str, Organisation | None]:
    """Who can look at the report of `meeting`: the addresses of who came and of `organisations` that were there."""
    came = meeting.sign_ups.filter(state=SignUp.State.COMING, confirmed_at__isnull=False).exclude(email="")
    found: dict[str, Organisation | None] = {sign_up.email.lower(): None for sign_up in came}
    found |= {one.public_email.lower(): one for one in organisations if one.public_email}
    return found


@transaction.atomic
def ask_for_corrections(
    *, meeting: Meeting, until: date, organisations: "list[Organisation]", now: datetime
) -> list[OutgoingMail]:
    """Let those who were there react until and with `until`, each over a link of their own; returns the letters.

    Doing it again with a later day mails again. Raises ValidationError for a day in the past, a report that is final,
    or when there is nobody to send it to.
    """
    today = now.astimezone(CITY_TIME).date()
    if until < today:
        raise ValidationError(_("Kies een dag die nog komt."))
    if meeting.has_public_report:
        raise ValidationError(_("Dit verslag is al definitief."))
    people = addresses_of(meeting, organisations)
    if not people:
        raise ValidationError(_("Van wie erbij was hebben we geen mailadres. Je kunt het verslag wel publiceren."))
    send_report_for_correction(meeting=meeting, until=until)
    letters = []
    for email, organisation in people.items():
        link, _is_new = MailedLink.objects.get_or_create(
            meeting=meeting,
            email=email,
            defaults={"purpose": MailedLink.Purpose.CORRECT, "organisation": organisation, "expires_on": until},
        )
        if link.expires_on != until:
            link.expires_on = until
            link.save(update_fields=["expires_on"])
        context = {
            "title": meeting.title,
            "held_on": day_in_words(meeting.starts_on, today=today),
            "until": day_in_words(until, today=today),
            "url": link_url(link),
        }
        # Pressing the button twice on one day is one letter.
        key = f"correct:{link.pk}:{until.isoformat()}"
        letter = queue_mail(to=email, template="report_for_correction", context=context, now=now, key=key)
        if letter:
            letters.append(letter)
    return letters
