"""An edition on paper: a tagged PDF of one sheet, made by the site itself."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.test import Client
from django.urls import reverse
from PIL import ImageFile
from pypdf import PdfReader

from agenda.models import SharedMessage
from netwerk.lib import pdf
from tests.factories import make_action, make_agenda_item, make_edition, make_organisation, make_plate

pytestmark = [
    pytest.mark.django_db,
    # Chromium brings Pango along, so where the browser tests run this runs too (.ci/run installs it).
    pytest.mark.skipif(not pdf.is_available(), reason="WeasyPrint needs Pango: docs/operations.md"),
]


def read(client: Client, edition: SharedMessage) -> PdfReader:
    response = client.get(reverse("edition_pdf", args=[edition.slug]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def text_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def test_it_holds_every_point_with_how_it_stands_today_and_who_stands_behind_it(client: Client) -> None:
    item = make_agenda_item()
    make_action("Zoek een plek", agenda_items=[item], status="busy")
    edition = make_edition(points=3, items=[item], endorsed_by=[make_organisation("De Soeppan")])
    text = text_of(read(client, edition))
    for words in ("Punt 1", "Punt 2", "Punt 3", "Wij vragen: Doe mee.", "Bezig", "Zoek een plek", "De Soeppan"):
        assert words in text
    assert "Nog geen afspraak" in text


def test_it_is_tagged_and_says_its_title_and_language(client: Client) -> None:
    pdf = read(client, make_edition("Onze boodschap"))
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.root_object["/Lang"] == "nl"
    assert pdf.metadata
    assert str(pdf.metadata.title).startswith("Onze boodschap")
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in pdf.root_object["/Metadata"].get_object().get_data()


def test_a_drawing_has_its_words_in_the_pdf(client: Client) -> None:
    edition = make_edition(published=False)
    make_plate(edition.points.all()[0], alt="Een boom met vogels", full_text="Boven in de boom zitten drie vogels.")
    edition.state = "published"
    edition.save()
    pdf = read(client, edition)
    assert "Boven in de boom zitten drie vogels." in text_of(pdf)
    assert len(pdf.pages[0].images) == 1


def test_however_long_it_is_it_stays_one_sheet(client: Client) -> None:
    items = [make_agenda_item() for _number in range(6)]
    for item in items:
        for number in range(12):
            title = f"Een afspraak met nogal veel woorden, nummer {number}, die over twee regels loopt"
            make_action(title, agenda_items=[item])
    edition = make_edition(points=6, items=items, endorsed_by=[make_organisation() for _number in range(40)])
    assert len(read(client, edition).pages) <= 2


def test_making_it_leaves_the_process_as_strict_about_pictures_as_before(client: Client) -> None:
    read(client, make_edition())
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_a_draft_is_not_there_for_visitors(client: Client, coordinator: Client) -> None:
    address = reverse("edition_pdf", args=[make_edition(published=False).slug])
    assert client.get(address).status_code == 404
    assert coordinator.get(address).status_code == 200


def test_it_fetches_nothing_but_files_of_its_own() -> None:
    for path in ("/etc/passwd", "/static/../settings.py", "/beheer/"):
        with pytest.raises((ValueError, OSError, SuspiciousFileOperation)):
            pdf._own_file(path)


def test_without_pango_nobody_is_sent_to_a_pdf(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "is_available", lambda: False)
    edition = make_edition()
    address = reverse("edition_pdf", args=[edition.slug])
    assert address not in client.get(edition.get_absolute_url()).text
    assert client.get(address).status_code == 503
