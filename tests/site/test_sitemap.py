"""What search engines are told to read."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client

from initiatives.models import Organisation
from tests.factories import (
    bulk_actions,
    bulk_agenda_items,
    bulk_meetings,
    bulk_organisations,
    make_action,
    make_agenda_item,
    make_held_meeting,
    make_meeting,
    make_organisation,
)

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def parts(client: Client) -> list[str]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [found.text or "" for found in tree.findall("s:sitemap/s:loc", SPACE)]


def path_of(address: str) -> str:
    split = urlsplit(address)
    return f"{split.path}?{split.query}" if split.query else split.path


def entries(client: Client) -> dict[str, ElementTree.Element]:
    """Every entry of every part, by its address."""
    found = {}
    for part in parts(client):
        response = client.get(path_of(part))
        assert response["Content-Type"] == "application/xml"
        tree = ElementTree.fromstring(response.content)
        found |= {entry.findtext("s:loc", "", SPACE): entry for entry in tree.findall("s:url", SPACE)}
    return found


@pytest.mark.django_db
def test_only_what_is_public_is_in_it_with_the_day_it_changed(client: Client) -> None:
    seen = [make_organisation("Soep"), make_meeting("Open"), make_agenda_item("Punt"), make_action()]
    hidden = [
        make_organisation("Stil", status=Organisation.Status.PENDING),
        make_meeting("Dicht", published=False),
        make_agenda_item("Concept", published=False),
        make_action(published=False),
    ]
    found = {path_of(address): entry for address, entry in entries(client).items()}
    for row in seen:
        row.refresh_from_db()
        changed = datetime.fromisoformat(found[row.get_absolute_url()].findtext("s:lastmod", "", SPACE))
        assert changed.date() == row.updated_at.date()
    assert not {row.get_absolute_url() for row in hidden} & found.keys()


@pytest.mark.django_db
def test_a_part_takes_one_query_at_any_size(client: Client, django_assert_num_queries: Any) -> None:
    def read_all() -> None:
        for part in parts(client):
            with django_assert_num_queries(0 if part.endswith("-pages.xml") else 1):
                client.get(path_of(part))

    read_all()
    initiatives = bulk_organisations(60)
    bulk_meetings(60)
    bulk_actions(60, agreed_at=make_held_meeting(), owner=initiatives[0])
    bulk_agenda_items(60)
    read_all()


@pytest.mark.django_db
def test_a_long_list_comes_in_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netwerk.site.sitemaps.BothLanguages.limit", 8)
    bulk_organisations(6)
    addresses = [part for part in parts(client) if "initiatives" in part]
    assert [urlsplit(part).query for part in addresses] == ["", "p=2"]
    assert len([address for address in entries(client) if "/initiatie" in address or "/initiatives" in address]) >= 12


@pytest.mark.django_db
def test_a_part_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/sitemap-niets.xml").status_code == 404
    assert client.get("/sitemap-pages.xml?p=99").status_code == 404
    assert client.get("/sitemap-pages.xml?p=x").status_code == 404
