"""The pictures that go with links: what is drawn, for whom, and that nothing runs out of them."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from agenda.models import Action
from initiatives.city_map import DRAWINGS
from initiatives.models import Organisation
from netwerk.site.share_images import CITY_PATTERN, DateBlock, Pill, ShareImage, draw
from netwerk.site.share_images.lettering import Face, fit, known
from netwerk.site.share_images.outlines import rings
from tests.factories import (
    make_action,
    make_agenda_item,
    make_district,
    make_edition,
    make_meeting,
    make_organisation,
    make_plate,
    make_upload,
)

STEPS = ("Een stem", "Op de agenda", "In onze boodschap", "In gesprek", "Een afspraak", "Het resultaat")
WORDS = (
    "Samenwerkingsovereenkomst voor de buurthuiskamers met verwarmingsinstallaties in alle wijken van de stad en alle "
)
TITLES = {length: (WORDS * 2)[:length] for length in (1, 20, 90, 140, 200)}
TITLES[120] = "Buurthuiskamer" * 8 + "tuinhuis"
WIDE, HIGH = 1200, 630


def kinds(title: str) -> dict[str, ShareImage]:
    day = DateBlock("woensdag", "30", "december 2018", is_coming=False)
    place = "19.30 tot 21.30 uur, " + "Buurthuis De Grote Zaal " * 6
    return {
        "site": ShareImage("Netwerk", title, note="56 initiatieven", districts=tuple(DRAWINGS.values())),
        "pattern": ShareImage("Netwerk", title, note=place, pattern=CITY_PATTERN),
        "photo": ShareImage("Netwerk", title, note="Oost", photo="foto.jpg"),
        "meeting": ShareImage(
            "Netwerk", title, note=place, date=day, pill=Pill("stuck", "Gaat niet door"), steps=STEPS, here=3, reached=2
        ),
        "item": ShareImage("Netwerk", title, above="140 stemmen uit 10 wijken", steps=STEPS, here=1, reached=1),
        "action": ShareImage(
            "Netwerk", title, note=f"A-2018-003, {place}", pill=Pill("busy", "Bezig"), steps=STEPS, here=4, reached=4
        ),
        "edition": ShareImage("Netwerk", title, note=place, photo="plaat.jpg", steps=STEPS, here=2, reached=2),
    }


def opened(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png))
    assert picture.format == "PNG"
    assert picture.size == (WIDE, HIGH)
    return picture.convert("RGB")


def photo() -> Image.Image:
    return Image.new("RGB", (800, 600), "#00ff00")


@pytest.mark.parametrize("length", TITLES)
@pytest.mark.parametrize("kind", ["meeting", "item", "action"])
def test_words_stay_inside_the_margin_however_long_the_title(kind: str, length: int) -> None:
    picture = opened(draw(kinds(TITLES[length])[kind]))
    pink = Image.new("RGB", (1, 1), "#ffd6de").getpixel((0, 0))
    # The whole rim but for what belongs there: 60 pixels at the sides, 40 above and below.
    for box in ((0, 0, 60, HIGH), (WIDE - 60, 0, WIDE, HIGH), (0, 0, WIDE, 40), (0, HIGH - 30, WIDE, HIGH)):
        assert picture.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), pink)], box
    # And a quiet strip between the words and the thread.
    assert picture.crop((0, 464, WIDE, 482)).getcolors() == [(WIDE * 18, pink)]


@pytest.mark.parametrize("length", TITLES)
def test_lines_fit_the_room_they_get(length: int) -> None:
    for width, height in ((880, 300), (480, 300), (836, 180), (420, 260)):
        lines = fit(TITLES[length], Face.HEAD, width=width, height=height, largest=92, smallest=30)
        assert lines.width <= width
        assert lines.height <= height
        assert lines.rows


@pytest.mark.parametrize("length", TITLES)
@pytest.mark.parametrize("kind", kinds(""))
def test_every_kind_is_drawn_whatever_the_length_of_its_title(kind: str, length: int) -> None:
    image = kinds(TITLES[length])[kind]
    assert opened(draw(image, photo() if image.photo else None)).size == (1200, 630)


def test_what_the_font_does_not_have_is_left_out() -> None:
    assert known("Soep 🍲 voor\x00 Évora\nen Şişli", Face.HEAD).startswith("Soep voor Évora en")
    assert opened(draw(ShareImage("Netwerk", "🍲", pattern=CITY_PATTERN)))


def test_every_pattern_and_outline_of_the_city_can_be_drawn() -> None:
    for drawing in DRAWINGS.values():
        assert len(rings(drawing.outline)) == 1
        for ring in rings(drawing.pattern.path):
            assert len(ring) >= 3


def test_a_district_in_two_parts_is_drawn_in_two_parts() -> None:
    islands = replace(
        DRAWINGS["WK034401"], outline="M0 0 100 0 100 100 0 100ZM600 480 700 480 700 580 600 580Z", labels=()
    )
    picture = opened(draw(ShareImage("Netwerk", "Stad", districts=(islands,))))
    assert picture.getpixel((860, 315)) == picture.getpixel((5, 5)), "the sea between them is not land"
    assert picture.getpixel((600, 100)) != picture.getpixel((5, 5))
    assert picture.getpixel((1120, 520)) != picture.getpixel((5, 5))


def test_an_arc_goes_round_the_side_that_it_names() -> None:
    (bridge,) = rings("M4 28V14a12 12 0 0 1 24 0v14z")
    assert min(y for _x, y in bridge) == pytest.approx(2)
    assert max(abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in pairwise(bridge[1:14])) < 5


@pytest.fixture
def no_pictures_yet() -> None:
    caches["share_images"].clear()


def address(kind: str, key: str) -> str:
    return reverse("share_image", args=[kind, key])


@pytest.mark.django_db
@pytest.mark.usefixtures("no_pictures_yet")
def test_every_kind_of_page_has_its_picture(client: Client) -> None:
    district = make_district("Oost", code="WK034405")
    keys = {
        "site": "begin",
        "district": district.slug,
        "initiative": make_organisation(main_area=district, photo=make_upload(), photo_alt="Een tuin").slug,
        "meeting": f"{(meeting := make_meeting()).year}-{meeting.slug}",
        "agenda_item": make_agenda_item().slug,
        "action": make_action().reference,
        "edition": (edition := make_edition(published=False)).slug,
    }
    make_plate(edition.points.all()[0])
    edition.state = "published"
    edition.save()
    for kind, key in keys.items():
        response = client.get(address(kind, key))
        assert response.status_code == 200, kind
        assert response["Content-Type"] == "image/png"
        assert response["Cache-Control"] == "public, max-age=86400"
        assert "Content-Encoding" not in client.get(address(kind, key), headers={"accept-encoding": "gzip"})
        opened(response.content)


@pytest.mark.django_db
def test_what_is_not_public_has_no_picture(client: Client) -> None:
    hidden = make_organisation(status=Organisation.Status.PENDING)
    meeting = make_meeting(published=False)
    for kind, key in (
        ("initiative", hidden.slug),
        ("meeting", f"{meeting.year}-{meeting.slug}"),
        ("agenda_item", make_agenda_item(published=False).slug),
        ("action", make_action(published=False).reference),
        ("edition", make_edition(published=False).slug),
        ("district", "nergens"),
        ("site", "einde"),
        ("meeting", "x"),
        ("meeting", "99999999999999999999-x"),
        ("anders", "begin"),
    ):
        assert client.get(address(kind, key)).status_code == 404, (kind, key)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_pictures_yet")
def test_a_picture_is_drawn_once_and_sent_once(client: Client, django_assert_num_queries: Any) -> None:
    action = make_action()
    url = address("action", action.reference)
    with django_assert_num_queries(1):
        first = client.get(url)
    assert client.get(url).content == first.content
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    action.title = "Zoek twee plekken voor jongeren"
    action.save()
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("no_pictures_yet")
def test_another_status_or_language_is_another_picture(client: Client) -> None:
    todo = make_action("Zoek een plek", status=Action.Status.TO_DO)
    url = address("action", todo.reference)
    with override("en"):
        english = address("action", todo.reference)
    assert english.startswith("/en/share/")
    assert client.get(url)["ETag"] != client.get(english)["ETag"]
