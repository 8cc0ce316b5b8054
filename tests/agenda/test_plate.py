"""One plate: the drawing, its numbered places, and everything on it in words."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agenda.domain import publish_edition
from agenda.models import Hotspot, Plate, SharedMessage
from tests.factories import make_action, make_agenda_item, make_edition, make_plate

pytestmark = pytest.mark.django_db


def edition_with_plate(**fields: Any) -> tuple[SharedMessage, Plate]:
    """A published edition whose first point has a plate of 640 by 480 with two places."""
    edition = make_edition(published=False, **fields)
    plate = make_plate(edition.points.all()[0])
    Hotspot.objects.create(plate=plate, number=1, x=50, y=25, title="De sleutel", text="Een eigen sleutel.")
    Hotspot.objects.create(plate=plate, number=2, x=10, y=90, title="De deur", text="Hij staat open.")
    publish_edition(message=edition)
    return edition, plate


def test_each_place_stands_where_it_is_on_the_drawing_and_leads_to_its_words(client: Client) -> None:
    edition, _plate = edition_with_plate()
    for address in (reverse("plate", args=[edition.slug, 1]), edition.get_absolute_url()):
        text = client.get(address).text
        assert 'viewBox="0 0 640 480"' in text
        assert '<a href="#plek-1-1" lang="nl" aria-label="1: De sleutel">' in text
        assert 'cx="320" cy="120"' in text
        assert '<p id="plek-1-2" lang="nl">Hij staat open.</p>' in text
        assert "Boven in de boom zitten drie vogels." in text


def test_it_tells_how_the_point_stands_today_and_leads_back_from_paper(client: Client) -> None:
    item = make_agenda_item()
    make_action(agenda_items=[item], status="stuck")
    edition, _plate = edition_with_plate(items=[item])
    text = client.get(reverse("plate", args=[edition.slug, 1])).text
    assert "Loopt vast" in text
    assert 'class="qr only-print"' in text


def test_a_point_without_a_plate_has_no_page_for_it(client: Client) -> None:
    edition, _plate = edition_with_plate()
    assert client.get(reverse("plate", args=[edition.slug, 2])).status_code == 404
    assert client.get(reverse("plate", args=["niets", 1])).status_code == 404


def test_the_plate_of_a_draft_is_not_there_for_visitors(client: Client) -> None:
    edition = make_edition(published=False)
    make_plate(edition.points.all()[0])
    assert client.get(reverse("plate", args=[edition.slug, 1])).status_code == 404
