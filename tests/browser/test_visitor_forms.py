"""A neighbour with a phone: coming to a full meeting, following, and telling us something."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.models import Meeting
from netwerk.lib.models import OutgoingMail
from netwerk.site.following import send_digests
from netwerk.site.models import Follow, Suggestion
from tests.browser.conftest import PHONE, Open
from tests.factories import make_action, make_news

SMALL = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def nobody_was_here_before(city: str) -> None:
    cache.clear()


def full_meeting() -> Meeting:
    """A coming meeting with one place."""
    start = timezone.now() + timedelta(days=10)
    serial = Meeting.objects.count()
    return Meeting.objects.create(
        title=f"Kleine soep {serial}",
        slug=f"kleine-soep-{serial}",
        purpose=Meeting.Purpose.WORKSESSION,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        capacity=1,
        published=True,
    )


def come(page: Page, meeting: Meeting, name: str) -> None:
    page.goto(meeting.get_absolute_url())
    page.locator("main .join .btn").tap()
    page.get_by_label("Je naam").fill(name)
    page.get_by_label("Je mailadres").fill(f"{name.lower()}@example.org")
    page.locator("main form button").tap()
    expect(page.get_by_role("heading", name="Kijk nu in je mail")).to_be_visible()


def link_to(address: str, answer: str) -> str:
    """The path behind the button in the newest mail to `address` that gives `answer`."""
    text = OutgoingMail.objects.filter(to=address).latest("pk").text
    found = re.search(rf"https?://[^/\s]+(/\S+antwoord={answer})", text)
    assert found, text
    return found[1]


def test_something_to_join_is_three_taps_away_without_typing_on_a_small_phone(visit: Open) -> None:
    page = visit("/", SMALL, touch=True)
    page.get_by_role("link", name="Doe mee in je buurt").tap()
    page.locator("main .card a").first.tap()
    join = page.get_by_role("link", name="Ik wil helpen")
    expect(join).to_be_visible()
    assert str(join.get_attribute("href")).startswith(("mailto:", "tel:"))


def test_a_theme_leads_to_something_to_join_in_three_taps(visit: Open) -> None:
    page = visit("/", SMALL, touch=True)
    page.locator("main .tags a", has_text="Groen").first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Groen")
    page.locator("main .card a").first.tap()
    expect(page.locator("main a[href^='tel:'], main a[href^='mailto:']").first).to_be_visible()


def test_a_full_meeting_has_a_waiting_list_that_moves_up_by_itself(visit: Open) -> None:
    meeting = full_meeting()
    page = visit("/", SMALL, touch=True)
    come(page, meeting, "Eerste")
    page.goto(link_to("eerste@example.org", "ja"))
    expect(page.get_by_role("heading", name="Je komt")).to_be_visible()

    come(page, meeting, "Tweede")
    assert "wachtlijst" in OutgoingMail.objects.get(to="tweede@example.org").subject
    page.goto(link_to("tweede@example.org", "ja"))
    expect(page.get_by_role("heading", name="Je staat op de wachtlijst")).to_be_visible()

    page.goto(link_to("eerste@example.org", "nee"))
    expect(page.get_by_role("heading", name="Je bent afgemeld")).to_be_visible()
    told = OutgoingMail.objects.filter(to="tweede@example.org").latest("pk")
    assert told.subject == f"Er is een plaats voor je: {meeting.title}"
    page.goto(link_to("tweede@example.org", "ja"))
    expect(page.get_by_role("heading", name="Je komt")).to_be_visible()


def test_without_a_script_the_button_in_the_mail_asks_once_more(visit: Open) -> None:
    meeting = full_meeting()
    page = visit("/", PHONE, touch=True, java_script_enabled=False)
    come(page, meeting, "Zonder")
    page.goto(link_to("zonder@example.org", "ja"))
    page.get_by_role("button", name="Ja, ik kom").tap()
    expect(page.get_by_role("heading", name="Je komt")).to_be_visible()


def test_what_was_typed_wrong_is_told_above_and_beside_the_field(visit: Open) -> None:
    page = visit(f"{full_meeting().get_absolute_url()}aanmelden/", PHONE, touch=True)
    page.get_by_label("Je naam").fill("Sam")
    page.get_by_label("Je mailadres").fill("sam@")
    page.locator("main form button").tap()
    expect(page.get_by_label("Je naam")).to_have_value("Sam")
    field = page.get_by_label("Je mailadres")
    expect(field).to_have_value("sam@")
    expect(field).to_have_attribute("aria-invalid", "true")
    page.get_by_role("alert").get_by_role("link").tap()
    expect(field).to_be_focused()


def test_following_confirming_a_mail_with_news_and_stopping(visit: Open) -> None:
    action = make_action("Zet een bankje neer")
    page = visit(action.get_absolute_url(), SMALL, touch=True)
    page.get_by_role("link", name="Mail mij als er iets verandert").tap()
    page.get_by_label("Je mailadres").fill("volger@example.org")
    page.get_by_role("button", name="Volg dit").tap()
    expect(page.get_by_role("heading", name="Kijk nu in je mail")).to_be_visible()
    page.goto(link_to("volger@example.org", "ja"))
    expect(page.get_by_role("heading", name="Je volgt dit")).to_be_visible()

    make_news(action=action, text="Het bankje staat er.", status="done")
    assert send_digests(now=timezone.now() + timedelta(minutes=10)) >= 1
    mail = OutgoingMail.objects.filter(to="volger@example.org").latest("pk")
    assert "Het bankje staat er." in mail.text

    page.goto(link_to("volger@example.org", "stop"))
    expect(page.get_by_role("heading", name="Je krijgt hierover geen mail meer")).to_be_visible()
    assert not Follow.objects.filter(email="volger@example.org").exists()


def test_a_visitor_tells_that_something_is_wrong(visit: Open) -> None:
    page = visit("/initiatieven/?hulp=1", PHONE, touch=True)
    page.locator("main .card a").first.tap()
    expect(page).to_have_url(re.compile("/initiatieven/[a-z]"))
    about = page.url
    page.get_by_role("link", name="Klopt er iets niet?").tap()
    page.get_by_label("Wat wil je vertellen?").fill("De deur is nu aan de achterkant.")
    page.get_by_role("button", name="Verstuur").tap()
    expect(page.get_by_role("heading", name="Bedankt")).to_be_visible()
    assert about.endswith(Suggestion.objects.latest("pk").about_path)


def test_a_field_for_robots_is_never_seen_or_reached(visit: Open) -> None:
    page = visit("/initiatieven/aanmelden/", PHONE)
    trap = page.locator("input[name=homepage]")
    expect(trap).not_to_be_in_viewport()
    assert trap.get_attribute("tabindex") == "-1"
