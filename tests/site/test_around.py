"""What machines ask of any site, and how pages are sent."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.robotparser import RobotFileParser

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override
from PIL import Image


def lines(client: Client, address: str) -> dict[str, str]:
    """The fields of a text file of 'Name: value'."""
    response = client.get(address)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines() if ": " in line)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_robots_may_read_everything_but_what_asks_to_sign_in(language: str, client: Client) -> None:
    with override_settings(SITE_URL="https://netwerk.example"):
        text = client.get("/robots.txt").content.decode()
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    with override(language):
        assert rules.can_fetch("*", reverse("home"))
        assert rules.can_fetch("*", reverse("action_list"))
        assert rules.can_fetch("*", reverse("share_image", args=["site", "begin"]))
        for name in ("desk", "account_login", "admin:index"):
            assert not rules.can_fetch("*", reverse(name)), name
    assert rules.site_maps() == ["https://netwerk.example/sitemap.xml"]


def test_who_finds_a_hole_is_told_whom_to_write_to(client: Client, at: Callable[..., datetime]) -> None:
    for moment in ((2026, 1, 1), (2028, 2, 29, 23, 59)):
        now = at(*moment)
        with override_settings(SITE_URL="https://netwerk.example", CONTACT_EMAIL="hallo@netwerk.example"):
            told = lines(client, "/.well-known/security.txt")
        expires = datetime.fromisoformat(told.pop("Expires").replace("Z", "+00:00"))
        assert told == {
            "Contact": "mailto:hallo@netwerk.example",
            "Preferred-Languages": "nl, en",
            "Canonical": "https://netwerk.example/.well-known/security.txt",
        }
        assert timedelta(days=180) < expires - now.astimezone(UTC) < timedelta(days=365)


def test_a_phone_can_keep_the_site_on_its_first_screen(client: Client) -> None:
    with override_settings(SITE_NAME="Netwerk Delft"):
        response = client.get("/manifest.webmanifest")
    data = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (data["name"], data["short_name"], data["lang"], data["start_url"]) == (
        "Netwerk Delft",
        "Netwerk",
        "nl",
        "/",
    )
    for icon in data["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        with Image.open(str(found)) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_the_icon_is_where_browsers_look_for_it(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    found = finders.find(response["Location"].removeprefix("/static/"))
    with Image.open(str(found)) as icon:
        assert icon.format == "ICO"


@pytest.mark.django_db
def test_pages_are_sent_compressed_to_who_can_read_that(client: Client) -> None:
    plain = client.get("/over/")
    small = client.get("/over/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert len(small.content) < len(plain.content) / 2
    assert gzip.GzipFile(fileobj=BytesIO(small.content)).read() == plain.content
