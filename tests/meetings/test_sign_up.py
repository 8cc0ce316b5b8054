"""Coming to a meeting without an account: the form, the mail, the waiting list, and forgetting."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting, SignUp
from meetings.sign_ups import fill_places, keep_sign_ups, sign_up
from netwerk.lib.models import OutgoingMail
from netwerk.lib.outbox import send_waiting
from tests.factories import make_meeting, make_sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_attempts")]


def form_of(meeting: Meeting) -> str:
    return reverse("sign_up", args=[meeting.year, meeting.slug])


def link_in(message: OutgoingMail, answer: str) -> str:
    """The path of the link in a mail that gives `answer`."""
    found = re.search(rf"https?://[^/]+(/aanmelding/\S+\?antwoord={answer})", message.text)
    assert found, message.text
    return found[1]


def names(meeting: Meeting, state: str) -> list[str]:
    return list(meeting.sign_ups.filter(state=state).order_by("pk").values_list("name", flat=True))


def test_a_name_and_an_address_give_a_place_and_a_mail_to_confirm_it(client: Client) -> None:
    meeting = make_meeting("Soep en plannen", capacity=3)
    text = client.post(form_of(meeting), {"name": "Sam", "email": "sam@example.org"}).text
    assert "Kijk nu in je mail" in text
    assert names(meeting, "coming") == ["Sam"]
    message = OutgoingMail.objects.get()
    assert (message.to, message.subject) == ("sam@example.org", "Klopt het dat je komt? Soep en plannen")
    assert "Sam" not in message.text, "what was typed is not sent to an address that may be a stranger's"


def test_a_telephone_number_is_enough_and_needs_no_mail(client: Client) -> None:
    meeting = make_meeting()
    text = client.post(form_of(meeting), {"name": "Sam", "phone": "06 12 34 56 78"}).text
    assert "Tot dan" in text
    assert meeting.sign_ups.get().confirmed_at
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"email": "sam@example.org"}, "Vul je naam in."),
        ({"name": "Sam"}, "Vul een mailadres of een telefoonnummer in."),
        ({"name": "Sam", "email": "sam@"}, "Dit mailadres klopt niet."),
        ({"name": "Sam", "phone": "bel me"}, "Dit nummer klopt niet."),
        ({"name": "x" * 81, "phone": "0612345678"}, "81"),
        ({"name": "Sam", "email": "sam@example.org", "homepage": "http://spam"}, "Laat het laatste veld leeg."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(typed: dict[str, str], told: str, client: Client) -> None:
    meeting = make_meeting()
    response = client.post(form_of(meeting), typed)
    assert told in response.text
    assert typed.get("name", "") in response.text
    assert not SignUp.objects.exists()


def test_the_same_address_keeps_its_one_place(client: Client) -> None:
    meeting = make_meeting(capacity=2)
    client.post(form_of(meeting), {"name": "Sam", "email": "sam@example.org"})
    client.post(form_of(meeting), {"name": "Nog eens", "email": "SAM@example.org"})
    assert names(meeting, "coming") == ["Sam"]
    assert OutgoingMail.objects.count() == 2


def test_an_address_is_not_bombed_with_mail() -> None:
    meeting = make_meeting()
    for _number in range(9):
        sign_up(meeting=meeting, name="Sam", email="sam@example.org", now=timezone.now())
    assert OutgoingMail.objects.count() == 6


def test_one_place_cannot_be_flooded_from_one_computer(client: Client) -> None:
    meeting = make_meeting()
    for number in range(20):
        client.post(form_of(meeting), {"name": "Sam", "email": f"sam{number}@example.org"})
    response = client.post(form_of(meeting), {"name": "Sam", "email": "laatste@example.org"})
    assert "Er kwam net heel veel van deze plek." in response.text
    assert 'value="laatste@example.org"' in response.text
    assert SignUp.objects.count() == 20


def test_the_button_in_the_mail_confirms_and_a_fetched_link_does_not(client: Client) -> None:
    meeting = make_meeting()
    signed = sign_up(meeting=meeting, name="Sam", email="sam@example.org", now=timezone.now())
    path = link_in(OutgoingMail.objects.get(), "ja")
    assert "Ja, ik kom" in client.get(path).text
    signed.refresh_from_db()
    assert signed.confirmed_at is None
    assert "Je komt" in client.post(path, {"antwoord": "ja"}, follow=True).text
    signed.refresh_from_db()
    assert signed.confirmed_at


def test_who_cancels_makes_room_for_who_waits_longest(client: Client) -> None:
    meeting = make_meeting(capacity=1)
    now = timezone.now()
    for name in ("Eerste", "Tweede", "Derde"):
        sign_up(meeting=meeting, name=name, email=f"{name}@example.org", now=now)
    assert (names(meeting, "coming"), names(meeting, "waiting")) == (["Eerste"], ["Tweede", "Derde"])
    path = link_in(OutgoingMail.objects.get(to__startswith="Eerste"), "nee")
    assert "Je bent afgemeld" in client.post(path, {"antwoord": "nee"}, follow=True).text
    assert (names(meeting, "coming"), names(meeting, "waiting")) == (["Tweede"], ["Derde"])
    told = OutgoingMail.objects.filter(to__startswith="Tweede").latest("pk")
    assert told.subject.startswith("Er is een plaats voor je")


def test_who_waits_is_told_to_confirm_to_stay_on_the_list() -> None:
    meeting = make_meeting(capacity=1)
    for name in ("eerste", "tweede"):
        sign_up(meeting=meeting, name=name, email=f"{name}@example.org", now=timezone.now())
    text = OutgoingMail.objects.get(to="tweede@example.org").text
    assert "Druk binnen 2 dagen op de knop, dan blijf je op de lijst." in text
    assert "Je hebt een plaats." not in text


def test_a_full_meeting_offers_the_waiting_list(client: Client) -> None:
    meeting = make_meeting(capacity=1)
    make_sign_up(meeting)
    assert "Zet me op de wachtlijst" in client.get(meeting.get_absolute_url()).text
    text = client.post(form_of(meeting), {"name": "Sam", "phone": "0612345678"}).text
    assert "Je staat op de wachtlijst" in text


def test_more_places_let_everybody_move_up() -> None:
    meeting = make_meeting(capacity=1)
    for name in ("Eerste", "Tweede", "Derde"):
        sign_up(meeting=meeting, name=name, email=f"{name}@example.org", now=timezone.now())
    meeting.capacity = 2
    meeting.save(update_fields=["capacity"])
    assert fill_places(meeting=meeting, now=timezone.now()) == 1
    assert names(meeting, "waiting") == ["Derde"]


@pytest.mark.parametrize(
    "fields",
    [{"state": "cancelled"}, {"published": False}, {"starts_at": timezone.now() - timedelta(hours=1)}],
    ids=["cancelled", "not public", "begun"],
)
def test_nobody_signs_up_for_what_one_cannot_come_to(fields: dict[str, Any], client: Client) -> None:
    meeting = make_meeting(**fields)
    client.post(form_of(meeting), {"name": "Sam", "phone": "0612345678"})
    assert not SignUp.objects.exists()


def test_a_place_that_nobody_confirms_goes_to_somebody_else() -> None:
    meeting = make_meeting(capacity=1)
    now = timezone.now()
    sign_up(meeting=meeting, name="Niemand", email="niemand@example.org", now=now)
    sign_up(meeting=meeting, name="Sam", phone="0612345678", now=now)
    keep_sign_ups(now=now + timedelta(hours=47))
    assert names(meeting, "coming") == ["Niemand"]
    keep_sign_ups(now=now + timedelta(hours=49))
    assert names(meeting, "coming") == ["Sam"]


def test_everybody_hears_once_when_time_or_place_changes_or_it_is_called_off() -> None:
    meeting = make_meeting("Soep", place="De Huiskamer")
    now = timezone.now()
    signed = sign_up(meeting=meeting, name="Sam", email="sam@example.org", now=now)
    signed.confirmed_at = now
    signed.save()
    OutgoingMail.objects.all().delete()
    meeting.introduction = "Iets anders"
    meeting.save()
    keep_sign_ups(now=now)
    assert not OutgoingMail.objects.exists(), "only what one has to know to come is told"
    meeting.place = "De School"
    meeting.save()
    keep_sign_ups(now=now)
    keep_sign_ups(now=now)
    assert OutgoingMail.objects.get().subject == "Let op, veranderd: Soep"
    meeting.state, meeting.cancelled_why = "cancelled", "De zaal heeft waterschade."
    meeting.save()
    keep_sign_ups(now=now)
    told = OutgoingMail.objects.latest("pk")
    assert told.subject == "Gaat niet door: Soep"
    assert "De zaal heeft waterschade." in told.text


def test_addresses_are_forgotten_two_weeks_after_the_meeting() -> None:
    meeting = make_meeting(starts_at=timezone.now() - timedelta(days=16), state="held")
    make_sign_up(meeting, confirmed_at=timezone.now())
    kept = make_sign_up(make_meeting(), confirmed_at=timezone.now())
    keep_sign_ups(now=timezone.now())
    assert list(SignUp.objects.all()) == [kept]


def test_a_link_that_was_changed_or_whose_row_is_gone_says_so(client: Client) -> None:
    meeting = make_meeting()
    sign_up(meeting=meeting, name="Sam", email="sam@example.org", now=timezone.now())
    path = link_in(OutgoingMail.objects.get(), "ja")
    SignUp.objects.all().delete()
    for address in (path, reverse("sign_up_link", args=["onzin"])):
        response = client.get(address)
        assert response.status_code == 404
        assert "Deze link werkt niet meer" in response.text


def test_the_mail_is_in_the_language_of_the_page(client: Client) -> None:
    meeting = make_meeting()
    client.post(f"/en/meetings/{meeting.year}/{meeting.slug}/sign-up/", {"name": "Sam", "email": "sam@example.org"})
    message = OutgoingMail.objects.get()
    assert message.subject.startswith("Is it right that you are coming?")
    assert message.headers["Content-Language"] == "en"


def test_the_mail_really_goes_out_with_both_parts(at: Callable[..., datetime]) -> None:
    now = at(2026, 11, 23, 12)
    meeting = make_meeting("Soep", starts_at=at(2026, 12, 1, 19, 30))
    sign_up(meeting=meeting, name="Sam", email="sam@example.org", now=now)
    assert send_waiting(now=now) == 1
    assert send_waiting(now=now) == 0
    (sent,) = mail.outbox
    assert "dinsdag 1 december, 19.30 tot 21.30 uur" in sent.body
    html = sent.alternatives[0][0]
    assert ">Ja, ik kom</a>" in html
    assert "<style>" in html


@pytest.mark.django_db(transaction=True)
def test_the_last_places_are_given_once_when_many_sign_up_at_once() -> None:
    meeting = make_meeting(capacity=3)
    ready = Barrier(8)

    def come(number: int) -> str:
        ready.wait()
        state = sign_up(meeting=meeting, name=f"Buur {number}", phone="030 000 00 00", now=timezone.now()).state
        connection.close()
        return state

    with ThreadPoolExecutor(8) as pool:
        states = sorted(pool.map(come, range(8)))
    assert states == ["coming"] * 3 + ["waiting"] * 5


def test_signing_up_needs_a_way_to_be_reached() -> None:
    with pytest.raises(ValidationError, match="mailadres of een telefoonnummer"):
        sign_up(meeting=make_meeting(), name="Buur", now=timezone.now())
