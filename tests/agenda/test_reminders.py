"""Reminders: due and not yet sent, each once, whenever the worker comes."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from agenda.models import Action, Reminder
from agenda.reminders import send_reminders
from meetings.models import CITY_TIME
from netwerk.accounts.models import Role
from netwerk.lib.models import OutgoingMail
from netwerk.lib.outbox import send_waiting
from tests.desk_pages import make_meeting_of_yesterday
from tests.factories import make_action, make_held_meeting, make_organisation
from tests.people import person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=CITY_TIME)


def subjects() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))


@pytest.fixture
def action() -> Action:
    """Due in thirty days; known in public for a while."""
    owner = make_organisation("Fonds Buurt", public_email="fonds@example.org")
    made = make_action("Betaal de kas", owner=owner, due_on=TODAY + timedelta(days=30), due_precision="day")
    Action.objects.filter(pk=made.pk).update(published_at=timezone.now() - timedelta(days=20))
    return made


def test_the_owner_hears_a_week_before_and_after_the_day_and_never_twice(action: Action) -> None:
    for days in range(60):
        send_reminders(now=at(TODAY + timedelta(days=days)))
        send_reminders(now=at(TODAY + timedelta(days=days)))
    assert subjects() == ["Bijna zover: Betaal de kas", "De datum is voorbij: Betaal de kas"]


def test_a_worker_that_was_away_sends_what_is_due_once(action: Action) -> None:
    send_reminders(now=at(TODAY + timedelta(days=50)))
    assert subjects() == ["De datum is voorbij: Betaal de kas"], "too late for the one before"


def test_a_day_that_moves_is_reminded_of_again(action: Action) -> None:
    send_reminders(now=at(TODAY + timedelta(days=25)))
    action.due_on = TODAY + timedelta(days=60)
    action.save(update_fields=["due_on"])
    send_reminders(now=at(TODAY + timedelta(days=55)))
    assert subjects() == ["Bijna zover: Betaal de kas"] * 2


def test_what_is_done_has_no_date_or_was_over_long_ago_is_left_alone(action: Action) -> None:
    owner = action.owner
    make_action("Klaar", owner=owner, due_on=TODAY, due_precision="day", status="done")
    make_action("Geen datum", owner=owner)
    make_action("Lang geleden", owner=owner, due_on=TODAY - timedelta(days=400), due_precision="day")
    make_action("Niet openbaar", owner=owner, due_on=TODAY - timedelta(days=1), due_precision="day", published=False)
    send_reminders(now=at(TODAY))
    assert subjects() == []


def test_a_check_that_is_due_asks_how_it_stands(action: Action) -> None:
    action.next_check_on = TODAY
    action.save(update_fields=["next_check_on"])
    send_reminders(now=at(TODAY))
    send_reminders(now=at(TODAY + timedelta(days=1)))
    assert subjects() == ["Hoe staat het met: Betaal de kas"]


def test_an_owner_without_an_address_is_noted_and_not_asked_again() -> None:
    make_action(due_on=TODAY - timedelta(days=1), due_precision="day")
    send_reminders(now=at(TODAY))
    assert subjects() == []
    assert Reminder.objects.count() == 1


def test_coordinators_hear_after_a_meeting_and_when_a_report_is_three_and_seven_days_late() -> None:
    person(Role.COORDINATOR, email="anna@example.org")
    person(Role.EDITOR, email="redacteur@example.org")
    meeting = make_meeting_of_yesterday("Een avond", report_promised_by=TODAY)
    make_held_meeting("Heeft een verslag")
    for days in range(12):
        send_reminders(now=at(TODAY + timedelta(days=days)))
    assert subjects() == [
        "Leg vast wat eruit kwam: Een avond",
        "Het verslag is er nog niet: Een avond",
        "Het verslag is er nog niet: Een avond",
    ]
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {"anna@example.org"}
    days = [reminder.on for reminder in Reminder.objects.order_by("pk")]
    assert days == [meeting.starts_on, TODAY, TODAY]


def test_after_the_mail_server_was_away_each_letter_goes_out_exactly_once(action: Action, settings: Any) -> None:
    action.due_on = TODAY - timedelta(days=1)
    action.save(update_fields=["due_on"])
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.lib.test_outbox.Refusing"
    now = at(TODAY)
    for hours in range(0, 60, 2):
        send_reminders(now=now + timedelta(hours=hours))
        send_waiting(now=now + timedelta(hours=hours))
    assert mail.outbox == []
    assert OutgoingMail.objects.get().attempts < 20, "with growing waits"
    settings.EMAIL_BACKEND = usual
    for hours in range(60, 90, 2):
        send_reminders(now=now + timedelta(hours=hours))
        send_waiting(now=now + timedelta(hours=hours))
    assert [letter.subject for letter in mail.outbox] == ["De datum is voorbij: Betaal de kas"]
