"""Following without an account: asking, confirming, one mail a week, and stopping."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.domain import report_news
from netwerk.lib.models import OutgoingMail
from netwerk.site.changes import Watched, changes_since
from netwerk.site.following import confirm, forget_unconfirmed, send_digests, start_following, subject_of
from netwerk.site.models import Follow
from tests.factories import (
    make_action,
    make_agenda_item,
    make_district,
    make_edition,
    make_held_meeting,
    make_meeting,
    make_news,
    make_organisation,
    make_theme,
    make_voice,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_attempts")]

LONG_AGO = timedelta(days=30)


def follower(kind: str, key: object = "", email: str = "sam@example.org", rhythm: str = "weekly") -> Follow:
    """Somebody who follows since a month."""
    then = timezone.now() - LONG_AGO
    follow = start_following(subject=subject_of(kind, str(key)), email=email, rhythm=rhythm, language="nl", now=then)
    assert follow
    confirm(follow=follow, now=then)
    OutgoingMail.objects.all().delete()
    return follow


def aged(row: Any, field: str = "published_at") -> Any:
    """As if it became public long before anybody followed it."""
    setattr(row, field, timezone.now() - 2 * LONG_AGO)
    row.save(update_fields=[field])
    return row


def aged_action(**fields: Any) -> Any:
    meeting = aged(make_held_meeting(**({"purpose": fields.pop("purpose")} if "purpose" in fields else {})))
    aged(meeting, "reported_at")
    action = aged(make_action(agreed_at=meeting, **fields))
    for entry in action.updates.all():
        aged(entry, "created_at")
    return action


def news(action: Any, text: str, when: datetime, **fields: Any) -> None:
    """News that came at `when`."""
    aged_news = make_news(action=action, text=text, **fields)
    aged_news.created_at = when
    aged_news.save(update_fields=["created_at"])


def stop_link(message: OutgoingMail) -> str:
    return re.sub(r"^https?://[^/]+", "", message.headers["List-Unsubscribe"].strip("<>"))


def test_asking_sends_a_mail_and_only_its_button_counts(client: Client) -> None:
    district = make_district("Zuid")
    text = client.post(
        reverse("follow") + "?wat=district&welk=zuid", {"email": "sam@example.org", "rhythm": "weekly"}
    ).text
    assert "Kijk nu in je mail" in text
    follow = Follow.objects.get()
    assert (follow.area, follow.confirmed_at) == (district, None)
    message = OutgoingMail.objects.get()
    assert message.subject == "Wil je dit volgen? Zuid"
    path = re.search(r"https?://[^/]+(/volgen/\S+)", message.text)[1]  # type: ignore[index]
    client.get(path)
    follow.refresh_from_db()
    assert follow.confirmed_at is None, "a scanner that fetches links must not confirm"
    assert "Je volgt dit" in client.post(path, {"antwoord": "ja"}, follow=True).text
    follow.refresh_from_db()
    assert follow.confirmed_at


@pytest.mark.parametrize(
    ("kind", "key"),
    [("district", "nergens"), ("action", "A-2018-999"), ("meeting", "x"), ("meeting", "1" * 30), ("gat", "1")],
)
def test_what_is_not_there_cannot_be_followed(kind: str, key: str, client: Client) -> None:
    assert client.get(reverse("follow"), {"wat": kind, "welk": key}).status_code == 404


def test_what_is_not_public_cannot_be_followed() -> None:
    hidden = [
        ("initiative", make_organisation(status="pending").slug),
        ("meeting", str(make_meeting(published=False).pk)),
        ("agenda_item", make_agenda_item(published=False).slug),
        ("action", make_action(published=False).reference),
    ]
    for kind, key in hidden:
        with pytest.raises(Http404):
            subject_of(kind, key)


def test_an_address_gets_one_mail_a_week_with_what_changed_newest_first() -> None:
    item = aged(make_agenda_item("Een plek in elke wijk"))
    action = aged_action(agenda_items=[item])
    follower("agenda_item", item.slug)
    now = timezone.now()
    assert send_digests(now=now) == 0, "nothing changed"
    news(action, "De sleutel is er.", now, status="busy")
    news(action, "De deur is open.", now + timedelta(minutes=1), status="done")
    later = now + timedelta(minutes=5)
    assert send_digests(now=later) == 1
    message = OutgoingMail.objects.get()
    assert message.subject == "2 nieuwtjes over Een plek in elke wijk"
    assert message.text.index("De deur is open.") < message.text.index("De sleutel is er.")
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    news(action, "Er is koffie.", later + timedelta(hours=1))
    assert send_digests(now=later + timedelta(days=6)) == 0, "not twice in a week"
    assert send_digests(now=later + timedelta(days=8)) == 1
    assert "Er is koffie." in OutgoingMail.objects.latest("pk").text
    assert "De deur is open." not in OutgoingMail.objects.latest("pk").text


def test_who_asks_for_more_hears_the_next_day() -> None:
    action = aged_action()
    follower("action", action.reference, rhythm="daily")
    for day in (1, 2):
        then = timezone.now() + timedelta(days=day)
        news(action, f"Nieuws {day}", then)
        assert send_digests(now=then + timedelta(minutes=5)) == 1


def test_two_things_that_one_follows_come_in_one_mail_and_nothing_is_told_twice() -> None:
    theme, district = make_theme("Groen"), make_district("Zuid")
    follower("theme", theme.slug)
    follower("district", district.slug)
    make_organisation("De Tuin", themes=[theme], main_area=district)
    make_organisation("De Kas", themes=[theme])
    assert send_digests(now=timezone.now() + timedelta(minutes=5)) == 1
    text = OutgoingMail.objects.get().text
    assert text.count("De Tuin") == 1
    assert text.count("De Kas") == 1


def test_one_click_in_the_mail_program_stops_it(client: Client) -> None:
    action = aged_action()
    follower("action", action.reference)
    make_news(action=action)
    send_digests(now=timezone.now() + timedelta(minutes=5))
    response = Client(enforce_csrf_checks=True).post(
        stop_link(OutgoingMail.objects.get()), {"List-Unsubscribe": "One-Click"}
    )
    assert response.status_code == 302
    assert not Follow.objects.exists()
    assert "Je krijgt hierover geen mail meer" in client.get(response.url).text


def test_stopping_everything_forgets_the_address(client: Client) -> None:
    theme = make_theme("Groen")
    follower("theme", theme.slug)
    kept = follower("theme", theme.slug, email="ander@example.org")
    follower("message", email="SAM@example.org")
    make_organisation("De Tuin", themes=[theme])
    send_digests(now=timezone.now() + timedelta(minutes=5))
    link = stop_link(OutgoingMail.objects.get(to="sam@example.org"))
    client.post(link.partition("?")[0], {"antwoord": "stop-alles"})
    assert list(Follow.objects.all()) == [kept]


def test_an_address_is_not_bombed_with_questions(client: Client) -> None:
    make_district("Zuid")
    for _number in range(6):
        client.post(reverse("follow") + "?wat=district&welk=zuid", {"email": "a@example.org", "rhythm": "weekly"})
    response = client.post(
        reverse("follow") + "?wat=district&welk=zuid", {"email": "a@example.org", "rhythm": "weekly"}
    )
    assert "Naar dit adres ging vandaag al te veel mail." in response.text
    assert OutgoingMail.objects.count() == 6


def test_an_address_that_never_confirms_is_forgotten_after_a_week() -> None:
    then = timezone.now()
    start_following(subject=subject_of("message", ""), email="a@example.org", rhythm="weekly", language="nl", now=then)
    assert forget_unconfirmed(now=then + timedelta(days=6)) == 0
    assert forget_unconfirmed(now=then + timedelta(days=8)) == 1


def told(watched: Watched, since: datetime | None = None) -> list[str]:
    """The labels of what changed, newest first."""
    now = timezone.now() + timedelta(minutes=1)
    found = changes_since(since or timezone.now() - timedelta(days=1), until=now, watched=watched)
    return [f"{change.label}: {change.title}" for change in found]


def test_followers_of_what_a_voice_feeds_hear_of_everything_that_grows_from_it() -> None:
    item = aged(make_agenda_item("Een plek"))
    make_agenda_item("Iets anders", voices=[make_voice("Andere stem")])
    voice = make_voice("Wij zoeken een plek")
    item.voices.add(voice)
    meeting = make_meeting("Gesprek over de plek")
    meeting.agenda_items.add(item)
    make_action("Zoek een plek", agenda_items=[item])
    assert set(told(Watched(agenda_item=item))) == {
        "Dit hoorden we: Een bewoner",
        "Nieuwe bijeenkomst: Gesprek over de plek",
        "Nieuwe afspraak: Zoek een plek",
    }


def test_the_series_of_a_meeting_is_followed_in_both_directions() -> None:
    first = aged(make_meeting("Eerste"))
    second = make_meeting("Tweede", follows=first)
    make_meeting("Derde", follows=second)
    make_meeting("Los")
    assert set(told(Watched(meeting=first))) == {"Nieuwe bijeenkomst: Tweede", "Nieuwe bijeenkomst: Derde"}
    assert "Nieuwe bijeenkomst: Derde" in told(Watched(meeting=second))


def test_a_meeting_that_is_called_off_or_reported_counts_anew() -> None:
    meeting = aged(make_meeting("Soep"))
    assert told(Watched(meeting=meeting)) == []
    meeting.state = "cancelled"
    meeting.save()
    assert told(Watched(meeting=meeting)) == ["Bijeenkomst gaat niet door: Soep"]


def test_what_is_withdrawn_is_told_to_nobody() -> None:
    item = make_agenda_item("Toch niet")
    assert told(Watched()) == ["Nieuw punt op onze agenda: Toch niet"]
    item.published = False
    item.save()
    assert told(Watched()) == []
    item.refresh_from_db()
    assert item.published_at is None


def test_news_of_before_an_action_was_public_is_no_news() -> None:
    action = make_action(published=False)
    report_news(action=action, on=action.agreed_on, text="In stilte.", role="Het netwerk")
    action.published = True
    action.save()
    assert told(Watched(action=action)) == [f"Nieuwe afspraak: {action.title}"]


def test_a_new_edition_reaches_who_follows_the_message() -> None:
    make_edition("Boodschap van nu")
    assert told(Watched(message=True)) == ["Nieuwe versie van onze boodschap: Boodschap van nu"]
