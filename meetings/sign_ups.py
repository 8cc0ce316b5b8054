"""Who comes to a meeting: signing up, the waiting list, and the mail about it.

An address serves this one meeting: it is confirmed from the mail, and forgotten two weeks after it.
"""

import hashlib
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, SignUp
from netwerk.lib import links
from netwerk.lib.flood import too_many_to
from netwerk.lib.outbox import queue_mail
from netwerk.lib.text import clock_in_words, day_in_words, hours_in_words

PURPOSE = "sign-up"
# A link works until well after the meeting; the row it stands for is gone by then.
LINK_DAYS = 400
CONFIRM_WITHIN = timedelta(hours=48)
FORGET_AFTER = timedelta(days=14)


def link_of(sign_up: SignUp, answer: str = "") -> str:
    """The whole address of the page where somebody confirms or cancels, in the language of the mail."""
    with translation.override(sign_up.language):
        path = reverse("sign_up_link", args=[links.sign(PURPOSE, sign_up.pk)])
    return links.absolute(f"{path}?antwoord={answer}" if answer else path)


def facts_of(meeting: Meeting) -> str:
    """A fingerprint of what somebody who comes has to know: when, where, and whether it takes place."""
    known = (meeting.starts_at, meeting.ends_at, meeting.place, meeting.address, meeting.is_cancelled)
    return hashlib.sha256(repr([str(fact) for fact in known]).encode()).hexdigest()[:16]


def is_open(meeting: Meeting, now: datetime) -> bool:
    """Whether one can still sign up: it is public, planned, and has not begun."""
    return meeting.published and meeting.state == Meeting.State.PLANNED and meeting.starts_at > now


def places_left(meeting: Meeting) -> int | None:
    """How many places are free; None when there is no limit. One query when there is."""
    if meeting.capacity is None:
        return None
    return max(0, meeting.capacity - meeting.sign_ups.filter(state=SignUp.State.COMING).count())


@transaction.atomic
def sign_up(
    *, meeting: Meeting, name: str, now: datetime, email: str = "", phone: str = "", language: str = "nl"
) -> SignUp:
    """Sign somebody up: coming while there is room, else on the waiting list. Mails the address, if there is one.

    Locks the meeting's row, so that two who sign up at once never get the same last place. Who signs up again with
    the same address keeps the same place and gets the mail again.
    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not is_open(locked, now):
        raise ValidationError(_("Je kunt je niet meer aanmelden voor deze bijeenkomst."))
    active = locked.sign_ups.exclude(state=SignUp.State.CANCELLED)
    signed = active.filter(email__iexact=email).first() if email else None
    if signed is None:
        left = places_left(locked)
        signed = SignUp(
            meeting=locked,
            name=name,
            email=email,
            phone=phone,
            language=language,
            state=SignUp.State.COMING if left is None or left else SignUp.State.WAITING,
            confirmed_at=None if email else now,
            told_facts=facts_of(locked),
        )
        signed.full_clean()
        signed.save()
    # Who got it six times today has it.
    if email and not too_many_to(email):
        _tell(signed, "sign_up", now)
    return signed


def confirm_sign_up(*, sign_up: SignUp, now: datetime) -> None:
    """Note that the address is theirs and they come."""
    if sign_up.confirmed_at is None:
        sign_up.confirmed_at = now
        sign_up.save(update_fields=["confirmed_at"])


@transaction.atomic
def cancel_sign_up(*, sign_up: SignUp, now: datetime) -> None:
    """Take somebody off; who waits first moves up and hears it. Doing it twice changes nothing."""
    meeting = Meeting.objects.select_for_update().get(pk=sign_up.meeting_id)
    sign_up.state = SignUp.State.CANCELLED
    sign_up.save(update_fields=["state"])
    fill_places(meeting=meeting, now=now)


@transaction.atomic
def fill_places(*, meeting: Meeting, now: datetime) -> int:
    """Give every free place to who waits longest, and tell them; returns how many moved up."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not is_open(locked, now):
        return 0
    waiting = locked.sign_ups.filter(state=SignUp.State.WAITING).order_by("created_at", "pk")
    left = places_left(locked)
    moved = list(waiting if left is None else waiting[:left])
    for up in moved:
        up.state = SignUp.State.COMING
        up.save(update_fields=["state"])
        if up.email:
            _tell(up, "sign_up_place", now)
    return len(moved)


def keep_sign_ups(*, now: datetime) -> None:
    """The work that time brings: let unconfirmed ones lapse, fill places, tell of changes, forget what is over."""
    unconfirmed = SignUp.objects.filter(confirmed_at=None, created_at__lt=now - CONFIRM_WITHIN)
    unconfirmed.exclude(state=SignUp.State.CANCELLED).delete()
    for meeting in Meeting.objects.public().filter(starts_at__gt=now, sign_ups__state=SignUp.State.WAITING).distinct():
        fill_places(meeting=meeting, now=now)
    tell_changes(now=now)
    SignUp.objects.filter(meeting__ends_at__lt=now - FORGET_AFTER).delete()


def tell_changes(*, now: datetime) -> int:
    """Mail everybody whose meeting got another time or place, or is called off; returns how many were told."""
    told = 0
    coming = SignUp.objects.filter(meeting__ends_at__gt=now, confirmed_at__isnull=False).exclude(email="")
    for signed in coming.exclude(state=SignUp.State.CANCELLED).select_related("meeting"):
        facts = facts_of(signed.meeting)
        if facts != signed.told_facts:
            with transaction.atomic():
                signed.told_facts = facts
                signed.save(update_fields=["told_facts"])
                _tell(signed, "meeting_cancelled" if signed.meeting.is_cancelled else "meeting_changed", now)
            told += 1
    return told


def _tell(signed: SignUp, template: str, now: datetime) -> None:
    """Queue the mail about this place. It repeats nothing that was typed: the address may be a stranger's."""
    meeting = signed.meeting
    with translation.override(signed.language):
        path = meeting.get_absolute_url()
        context = {
            "title": meeting.title,
            "day": day_in_words(meeting.starts_on, today=now.date()),
            "clock": clock_in_words(meeting.starts_at),
            "hours": hours_in_words(meeting.starts_at, meeting.ends_at),
            "place": ", ".join(filter(None, (meeting.place, meeting.address))),
            "why": meeting.cancelled_why,
            "is_waiting": signed.state == SignUp.State.WAITING,
            "is_confirmed": signed.confirmed_at is not None,
            "meeting_url": links.absolute(path),
            "yes_url": link_of(signed, "ja"),
            "no_url": link_of(signed, "nee"),
            "calendar_url": links.absolute(reverse("meeting_calendar", args=[meeting.year, meeting.slug])),
        }
    queue_mail(to=signed.email, template=template, context=context, language=signed.language, now=now)
