"""Logging an evening by keyboard alone: three voices, two agenda items, three actions and a follow-up meeting."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from agenda.models import Action, OutcomesDraft
from meetings.models import Meeting, Voice
from netwerk.accounts.models import Role
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.test_accessibility import violations
from tests.desk_pages import log_url, make_meeting_of_yesterday
from tests.factories import make_organisation
from tests.people import person, sign_in

YEAR = timezone.localdate().year + 1


class Keyboard:
    """Somebody who has no mouse; counts the keys that are no text."""

    def __init__(self, page: Page):
        self.page, self.keys = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def to(self, selector: str) -> None:
        """Tab until the element has the focus. A link in the list of parts jumps there, so nobody tabs for ever."""
        target = self.page.locator(selector).last
        for _number in range(90):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} is not reached by keyboard")

    def fill(self, *texts: str) -> None:
        """Type in this field, go to the next, and so on; it ends in the last one."""
        for number, text in enumerate(texts):
            if number:
                self.press("Tab")
            self.type(text)


def open_desk(visit: Open, meeting: Meeting, *, script: bool = True, **options: object) -> Page:
    page = visit("/", DESK, java_script_enabled=script, **options)
    cache.clear()
    client = Client()
    sign_in(client, person(Role.COORDINATOR))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto(log_url(meeting))
    return page


def press_add(keys: Keyboard, block: str, field: str) -> None:
    """The button for one more row; the first field of the new row has the focus after it."""
    keys.to(f"#blok-{block} [data-add]")
    keys.press("Enter")
    focused = keys.page.locator(f"#blok-{block} [name$={field}]:focus")
    expect(focused).to_have_value("")


def log_an_evening(keys: Keyboard, owner: str) -> None:
    keys.to("[name=voices-0-text]")
    keys.fill("Niemand weet waar de sleutel ligt.", "", "1")
    press_add(keys, "voices", "'-text'")
    keys.fill("Geef ons een plek.", owner, "Een vaste plek")
    press_add(keys, "voices", "'-text'")
    keys.fill("Dat zoek ik uit.", "wethouder Wonen")
    keys.to("[name=items-0-title]")
    keys.fill("Een vaste plek")
    press_add(keys, "items", "'-title'")
    keys.fill("Geld voor langer dan een jaar")
    keys.to("[name=actions-0-title]")
    keys.fill("Maak een lijst van lege ruimtes", owner, f"1 december {YEAR}", "1")
    press_add(keys, "actions", "'-title'")
    keys.fill("Zoek uit of er geld is", "wethouder Wonen", f"voorjaar {YEAR}")
    press_add(keys, "actions", "'-title'")
    keys.fill("Bel de huismeester", owner)
    keys.to("[name=meetings-0-title]")
    keys.fill("Lege ruimtes", f"14 januari {YEAR}", "20.00", "De Boog")
    keys.to("[name=report-summary]")
    keys.fill("We spraken over ruimte.")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_an_evening_is_logged_and_published_by_keyboard_alone(visit: Open, script: bool) -> None:
    owner = make_organisation(f"Huiskamer {'met' if script else 'zonder'} script")
    meeting = make_meeting_of_yesterday(f"Avond {owner.name}")
    page = open_desk(visit, meeting, script=script)
    keys = Keyboard(page)
    log_an_evening(keys, owner.name)
    if script:
        keys.press("Control+s")
        expect(page.get_by_role("status")).to_contain_text("Bewaard om")
    keys.to(".bar button[value=kijk]")
    keys.press("Enter")
    page.wait_for_url("**/nakijken/**")
    for name in ("names", "consent", "plates"):
        keys.to(f"[name={name}]")
        keys.press("Space")
    keys.to("button[value=publiceer]")
    keys.press("Enter")
    page.wait_for_url(f"**{meeting.get_absolute_url()}")
    expect(page.get_by_text("Het verslag staat op de site.")).to_be_visible()
    print(f"keys that are no text: {keys.keys}")
    assert keys.keys < 160
    meeting.refresh_from_db()
    assert meeting.report_state == "final"
    assert Voice.objects.public().filter(meeting=meeting).count() == 3
    assert Action.objects.public().filter(agreed_at=meeting).count() == 3
    assert meeting.agenda_items.count() == 2
    assert [one.title for one in meeting.followed_by.all()] == ["Lege ruimtes"]


def test_what_is_typed_is_saved_by_itself_and_offered_back_when_there_was_no_connection(
    visit: Open, seen: object
) -> None:
    meeting = make_meeting_of_yesterday("Avond zonder verbinding")
    page = open_desk(visit, meeting)
    page.locator("[name=report-summary]").fill("Bewaard terwijl er verbinding was.")
    expect(page.get_by_role("status")).to_contain_text("Bewaard om", timeout=8000)
    assert OutcomesDraft.objects.get(meeting=meeting).data["report"]["summary"] == "Bewaard terwijl er verbinding was."
    page.context.set_offline(True)
    page.locator("[name=voices-0-text]").fill("Getypt in de trein.")
    expect(page.get_by_role("status")).to_contain_text("Niet bewaard. Je tekst staat nog hier.", timeout=8000)
    context = page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(log_url(meeting))
    expect(page.get_by_text("Op dit apparaat staat tekst die niet is bewaard.")).to_be_visible()
    page.get_by_role("button", name="Zet die tekst terug").click()
    expect(page.locator("[name=voices-0-text]")).to_have_value("Getypt in de trein.")
    expect(page.get_by_role("status")).to_contain_text("Bewaard om", timeout=8000)
    assert OutcomesDraft.objects.get(meeting=meeting).data["voices"][0]["text"] == "Getypt in de trein."
    complaints = seen.complaints  # type: ignore[attr-defined]
    complaints[:] = [one for one in complaints if "ERR_INTERNET_DISCONNECTED" not in one]


def test_two_people_with_the_page_open_are_told_and_keep_both_texts(visit: Open, seen: object) -> None:
    meeting = make_meeting_of_yesterday("Avond met twee mensen")
    first, second = open_desk(visit, meeting), open_desk(visit, meeting)
    first.locator("[name=report-summary]").fill("Zoals Anna het zag.")
    expect(first.get_by_role("status")).to_contain_text("Bewaard om", timeout=8000)
    second.locator("[name=report-summary]").fill("Zoals Bert het zag.")
    expect(second.get_by_role("status")).to_contain_text("heeft hetzelfde veld gewijzigd", timeout=8000)
    second.locator(".bar button[value=bewaar]").click()
    clash = second.locator("#samen")
    expect(clash).to_contain_text("Zoals Anna het zag.")
    expect(clash).to_contain_text("Zoals Bert het zag.")
    clash.get_by_label("Allebei, onder elkaar").check()
    clash.get_by_role("button", name="Bewaar mijn keuze").click()
    second.wait_for_url("**bewaard=**")
    summary = OutcomesDraft.objects.get(meeting=meeting).data["report"]["summary"]
    assert summary == "Zoals Bert het zag.\nZoals Anna het zag."
    complaints = seen.complaints  # type: ignore[attr-defined]
    complaints[:] = [one for one in complaints if "409" not in one]


def test_the_pages_of_the_desk_have_no_barriers(visit: Open) -> None:
    meeting = Meeting.objects.filter(report_state="for_correction")[0]
    page = open_desk(visit, meeting, bypass_csp=True)
    action = Action.objects.public().open()[0]
    paths = [
        log_url(meeting),
        "/werk/",
        f"/werk/bijeenkomsten/{meeting.pk}/nakijken/",
        f"/werk/afspraken/{action.reference}/nieuws/",
        f"/werk/afspraken/{action.reference}/splitsen/",
        action.get_absolute_url(),
    ]
    found = {}
    for size in (DESK, PHONE, {"width": 320, "height": 640}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for path in paths:
            page.goto(path)
            if wrong := violations(page):
                found[path, size["width"]] = wrong
            too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not too_wide, (path, size)
    assert found == {}


def test_names_of_organisations_are_offered_while_typing(visit: Open) -> None:
    make_organisation("Zeldzame Zeepkist")
    page = open_desk(visit, make_meeting_of_yesterday("Avond met namen"))
    with page.expect_response(re.compile(r"/werk/organisaties/\?q=zeldz$")):
        page.locator("[name=actions-0-owner]").press_sequentially("zeldz")
    expect(page.locator("#bekend-organisations option[value='Zeldzame Zeepkist']")).to_have_count(1)
    assert timedelta(0) < timezone.now() - Meeting.objects.get(title="Avond met namen").starts_at
