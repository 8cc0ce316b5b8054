"""Owners without accounts: the mail, the signed page, and those who raised it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import Action, Assessment, MailedLink
from agenda.owners import LINK_DAYS, ask_owner, forget_links, link_url, withdraw_link
from netwerk.lib import links
from netwerk.lib.models import OutgoingMail
from netwerk.lib.outbox import send_waiting
from tests.factories import make_action, make_agenda_item, make_held_meeting, make_organisation, make_voice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_attempts")]


@pytest.fixture
def action() -> Action:
    """An action of an owner with an address, raised by a voice of another organisation."""
    raiser = make_organisation("Tuin Zuid", public_email="tuin@example.org")
    item = make_agenda_item(voices=[make_voice(speaker="organisation", organisation=raiser)])
    owner = make_organisation("Fonds Buurt", public_email="fonds@example.org")
    return make_action("Betaal de kas", owner=owner, agenda_items=[item])


def path_of(link: MailedLink, answer: str = "") -> str:
    return link_url(link, answer).removeprefix("http://localhost:8000").removeprefix("http://testserver")


def link_of(action: Action) -> MailedLink:
    ask_owner(action=action, now=timezone.now())
    return MailedLink.objects.get(action=action, purpose="news")


def buttons(letter: Any) -> list[str]:
    return re.findall(r"(?<=//)[^/]+(/antwoord/\S+)", letter.body)


def test_the_owner_gets_one_mail_with_three_buttons_and_why(action: Action, client: Client) -> None:
    ask_owner(action=action, now=timezone.now())
    send_waiting(now=timezone.now())
    [letter] = mail.outbox
    assert letter.to == ["fonds@example.org"]
    assert letter.subject == "Dit is met jullie afgesproken: Betaal de kas"
    assert "Je krijgt deze mail omdat deze afspraak met Fonds Buurt is gemaakt." in letter.body
    assert "<" not in letter.body
    done, busy, stuck = buttons(letter)
    assert (done[-4:], busy[-4:], stuck[-5:]) == ("done", "busy", "stuck")
    page = client.get(done).content.decode()
    assert re.search(r'value="done"[^>]*checked', page), "the answer stands ready"


def test_looking_changes_nothing_and_sending_is_news_of_the_owner(action: Action, client: Client) -> None:
    path = path_of(link_of(action), "busy")
    before = action.updates.count()
    for _number in range(3):
        assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    assert action.updates.count() == before
    answer = client.post(path, {"answer": "busy", "text": "De aanvraag ligt er."})
    assert "Je bericht staat op de site." in answer.content.decode()
    action.refresh_from_db()
    news = action.latest_news
    assert news is not None
    assert (news.text, news.status, news.organisation, action.status) == (
        "De aanvraag ligt er.",
        "busy",
        action.owner,
        "busy",
    )


def test_the_same_answer_twenty_times_is_one_piece_of_news(action: Action, client: Client) -> None:
    path = path_of(link_of(action))
    for _number in range(15):
        client.post(path, {"answer": "done", "text": "De kas is betaald."})
    assert action.updates.filter(text="De kas is betaald.").count() == 1
    assert OutgoingMail.objects.filter(to="tuin@example.org").count() == 1


def test_a_sentence_and_a_choice_are_needed_and_stay_typed(action: Action, client: Client) -> None:
    path = path_of(link_of(action))
    page = client.post(path, {"answer": "", "text": "Wel een zin"}).content.decode()
    assert "Kies hoe het ermee staat." in page
    assert "Wel een zin" in page
    page = client.post(path, {"answer": "done", "text": ""}).content.decode()
    assert "Schrijf in één zin wat er is gebeurd." in page
    assert action.updates.filter(status="done").count() == 0


def test_done_is_the_word_of_the_owner_and_asks_who_raised_it(action: Action, client: Client) -> None:
    client.post(path_of(link_of(action)), {"answer": "done", "text": "De kas is betaald."})
    send_waiting(now=timezone.now())
    asked = next(letter for letter in mail.outbox if letter.to == ["tuin@example.org"])
    assert "De kas is betaald." in asked.body
    assert "omdat Tuin Zuid dit onderwerp heeft ingebracht" in asked.body
    [_solved, partly, _not] = buttons(asked)
    client.post(partly, {"answer": "partly", "text": "Alleen de helft."})
    told = {(one.side, one.judgement, one.organisation.name) for one in Assessment.objects.filter(action=action)}
    assert told == {("owner", "solved", "Fonds Buurt"), ("raiser", "partly", "Tuin Zuid")}
    page = client.get(action.get_absolute_url()).content.decode()
    assert "Alleen de helft." in page
    action.refresh_from_db()
    assert action.status == "done", "the other side gives a judgement, not a status"


def test_a_link_of_one_action_opens_no_other(action: Action, client: Client) -> None:
    other = make_action("Van een ander", owner=make_organisation(public_email="ander@example.org"))
    link, of_other = link_of(action), link_of(other)
    page = client.get(path_of(link)).content.decode()
    assert "Betaal de kas" in page
    assert "Van een ander" not in page
    client.post(path_of(link), {"answer": "stuck", "text": "Nee.", "action": other.pk, "link": of_other.pk})
    other.refresh_from_db()
    assert other.status == "to_do"


@pytest.mark.parametrize("purpose", ["sign-up", "follow", "iets"])
def test_a_token_made_for_something_else_opens_nothing(action: Action, client: Client, purpose: str) -> None:
    link = link_of(action)
    for token in (links.sign(purpose, link.pk), links.sign("mailed-link", link.pk)[:-2] + "xx", "x", "%00"):
        answer = client.get(reverse("action_link", args=[token]))
        assert answer.status_code == 410
        assert "Deze link werkt niet meer" in answer.content.decode()
        assert client.post(reverse("action_link", args=[token]), {"answer": "done", "text": "x"}).status_code == 410


def test_a_link_ends_when_it_is_withdrawn_and_when_its_day_has_passed(
    action: Action, client: Client, coordinator: Client
) -> None:
    link = link_of(action)
    path = path_of(link)
    coordinator.post(reverse("ask_for_news", args=[action.reference]), {"wat": "trek-in", "link": link.pk})
    assert client.get(path).status_code == 410
    assert client.post(path, {"answer": "done", "text": "x"}).status_code == 410
    assert ask_owner(action=action, now=timezone.now()) is None, "a withdrawn address is not asked again"
    MailedLink.objects.filter(pk=link.pk).update(withdrawn_at=None, expires_on=timezone.localdate() - timedelta(days=1))
    assert client.get(path).status_code == 410


def test_withdrawing_needs_the_right_action(action: Action, coordinator: Client) -> None:
    other = make_action("Van een ander", owner=make_organisation(public_email="ander@example.org"))
    link = link_of(action)
    answer = coordinator.post(reverse("ask_for_news", args=[other.reference]), {"wat": "trek-in", "link": link.pk})
    assert answer.status_code == 404
    withdraw_link(link=link, now=timezone.now())
    link.refresh_from_db()
    assert link.withdrawn_at is not None


def test_an_action_that_is_not_public_cannot_be_reached_over_its_link(action: Action, client: Client) -> None:
    path = path_of(link_of(action))
    Action.objects.filter(pk=action.pk).update(published=False)
    assert client.get(path).status_code == 404


def test_the_own_address_of_an_action_comes_before_that_of_the_organisation_and_is_never_public(action: Action) -> None:
    action.owner_email = "bureau-wethouder@example.org"
    action.save(update_fields=["owner_email"])
    letter = ask_owner(action=action, now=timezone.now())
    assert letter is not None
    assert letter.to == "bureau-wethouder@example.org"
    for path in (action.get_absolute_url(), "/afspraken/", "/afspraken.csv", "/afspraken.json", "/afspraken.atom"):
        assert "bureau-wethouder" not in b"".join(Client().get(path)).decode()  # type: ignore[call-overload]
    assert LINK_DAYS > 365


def test_addresses_are_forgotten_when_their_link_has_served(action: Action) -> None:
    link, withdrawn = link_of(action), link_of(make_action("Ander", owner=action.owner))
    withdraw_link(link=withdrawn, now=timezone.now())
    held = make_held_meeting()
    MailedLink.objects.create(purpose="correct", meeting=held, email="a@example.org", expires_on=link.expires_on)
    assert forget_links(now=timezone.now()) == 1, "the report is final for weeks"
    assert forget_links(now=timezone.now() + timedelta(days=LINK_DAYS + 1)) == 1
    assert list(MailedLink.objects.all()) == [withdrawn]


# --- News from the desk -----------------------------------------------------------------------------------------------


def test_a_coordinator_notes_news_and_goes_on_to_the_next_that_waits(coordinator: Client) -> None:
    old = timezone.localdate() - timedelta(days=200)
    first, second = make_action("Eerste", due_on=old, due_precision="day"), make_action("Tweede", status="stuck")
    path = reverse("report_news", args=[first.reference])
    sent = {"text": "Ze belden: het is klaar.", "status": "done", "who": "owner", "next_check_on": ""}
    answer: Any = coordinator.post(f"{path}?rij=1", sent)
    assert answer.url == f"{reverse('report_news', args=[second.reference])}?rij=1"
    first.refresh_from_db()
    assert (first.status, first.latest_news and first.latest_news.organisation) == ("done", first.owner)


def test_bad_news_is_refused_beside_the_field(coordinator: Client) -> None:
    action = make_action()
    path = reverse("report_news", args=[action.reference])
    page = coordinator.post(path, {"text": "", "next_check_on": "2001-01-01"}).content.decode()
    assert "Schrijf in één zin wat er is gebeurd." in page
    assert "Kies een dag die nog komt." in page
    assert action.updates.count() == 1


def test_an_action_is_told_apart_into_parts_that_point_back(coordinator: Client) -> None:
    action = make_action("Drie dingen tegelijk")
    path = reverse("split_action", args=[action.reference])
    assert "minstens twee afspraken" in coordinator.post(path, {"titles": "Eén"}).content.decode()
    coordinator.post(path, {"titles": "Een\n\nTwee\nDrie"})
    assert [part.title for part in action.parts.order_by("number")] == ["Een", "Twee", "Drie"]
    action.refresh_from_db()
    assert action.status == "stopped"
