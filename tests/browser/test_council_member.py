"""A council member with two minutes, and one sheet of paper."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from agenda.models import SharedMessage
from tests.browser.conftest import DESK, PHONE, Open


def printed(page: Page) -> PdfReader:
    """The page as the browser puts it on A4."""
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))


def text_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def test_from_the_message_to_what_came_of_it(visit: Open) -> None:
    page = visit("/", DESK)
    page.get_by_role("link", name="Onze boodschap", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.locator("main .toc a").first.click()
    assert page.url.endswith("#punt-1")

    page.locator("main a[href*='/afspraken/A-']").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    action = page.get_by_role("heading", level=1).inner_text()

    page.locator("main a[href*='/bijeenkomsten/2']").first.click()
    expect(page.locator("main").get_by_role("link", name=action).first).to_be_visible()


def test_two_minutes_tell_what_is_asked_agreed_talked_about_and_changed(visit: Open) -> None:
    page = visit("/raad/", PHONE)
    main = page.locator("main")
    for heading in ("Wat vragen bewoners?", "Wat is er afgesproken?", "Gesprek met de wethouder"):
        expect(main.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    assert len(main.inner_text().split()) < 650, "two minutes at some 300 words a minute, statuses included"
    expect(main.get_by_role("link", name="toezegging T-voorbeeld-7")).to_be_visible()
    before = main.locator(".log li").count()
    main.get_by_label("Wat veranderde er sinds").fill("2018-01-01")
    main.get_by_role("button", name="Kijk").click()
    expect(main.get_by_role("heading", name="Wat veranderde er sinds 1 januari 2018?")).to_be_visible()
    assert main.locator(".log li").count() >= before
    main.get_by_role("link", name="Lees de hele boodschap").click()
    expect(page).to_have_url(re.compile("/boodschap/"))


@pytest.mark.parametrize("address", ["/boodschap/", "/boodschap/2018/", "/raad/", "/en/council/"])
def test_it_prints_on_one_sheet_with_a_code_that_leads_back(address: str, visit: Open) -> None:
    page = visit(address, DESK)
    page.emulate_media(media="print")
    expect(page.locator("main .qr svg").first).to_be_visible()
    assert len(printed(page).pages) <= 2


def test_what_is_printed_needs_no_folding_out(visit: Open) -> None:
    page = visit("/boodschap/", DESK)
    text = text_of(printed(page))
    assert "Wij vragen:" in text
    assert "Elke regel is een hoepel." in text, "the text of a numbered place"
    assert "Werfkelder voor Iedereen-voorbeeld" in text, "who stands behind it"
    assert "Hoofdmenu" not in text
    assert "Mail mij" not in text


def test_the_pdf_of_the_site_is_one_tagged_sheet_with_the_same_words(visit: Open) -> None:
    page = visit("/boodschap/", DESK)
    address = page.get_by_role("link", name="Op papier").get_attribute("href")
    pdf = PdfReader(BytesIO(page.request.get(str(address)).body()))
    assert len(pdf.pages) == 2
    text = text_of(pdf)
    message = SharedMessage.objects.get(state="published")
    for point in message.points.all():
        assert point.title in text
        assert point.ask in text
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.root_object["/Lang"] == "nl"


def test_a_button_prints(visit: Open) -> None:
    page = visit("/raad/", DESK)
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print").click()
    assert page.title() == "printed"


def test_a_plate_is_walked_by_keyboard_and_each_place_opens_its_text(visit: Open) -> None:
    page = visit("/boodschap/", DESK)
    places = page.locator("#punt-1 .spots a")
    expect(places).to_have_count(2)
    first = page.locator("#plek-1-1")
    expect(first).to_be_hidden()
    places.first.focus()
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
    assert page.evaluate("document.activeElement.closest('li').contains(document.getElementById('plek-1-1'))")
    page.keyboard.press("Enter")
    expect(first).to_be_hidden()
    expect(places.nth(1)).to_have_accessible_name("2: De open deur")


def test_the_places_of_a_plate_open_without_a_script_too(visit: Open) -> None:
    page = visit("/boodschap/", PHONE, touch=True, java_script_enabled=False)
    page.locator("#punt-1 .spots a").nth(1).tap()
    expect(page.locator("#plek-1-2")).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_a_place_on_a_plate_is_large_enough_for_a_finger(viewport: dict[str, int], visit: Open) -> None:
    page = visit("/boodschap/", viewport)
    for place in page.locator(".spots__reach").all():
        box = place.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
