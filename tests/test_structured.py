"""What a page tells machines: who it is, where it is known, and its data in the words of schema.org."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.conf import settings
from django.test import Client, override_settings

from initiatives.models import Organisation
from netwerk.lib.structured import as_script
from tests import markup
from tests.city_pages import LANGUAGES, PAGES, addresses
from tests.site.test_sitemap import SPACE, entries
from tests.site.test_sitemap import path_of as path_in_sitemap

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_city")]

# Pages behind a mailed link or for coordinators: nobody shares or finds them.
NOT_SHARED = {"sign_up_link", "follow_link", "desk", "action_link", "correct_report"}
# Forms about something: what they are about is in the query or the title.
FORMS = {"sign_up", "follow", "tell_us"}
# What each type must hold, and the pages that must have it.
REQUIRED = {
    "WebSite": {"name", "url", "publisher"},
    "Organization": {"name", "url"},
    "Event": {
        "name",
        "url",
        "startDate",
        "endDate",
        "eventStatus",
        "eventAttendanceMode",
        "location",
        "organizer",
        "isAccessibleForFree",
    },
    "Action": {"name", "agent", "startTime", "actionStatus", "identifier"},
    "Place": {"name"},
    "BreadcrumbList": {"itemListElement"},
}
TELLS = {"home": "WebSite", "initiative": "Organization", "meeting": "Event", "action": "Action", "district": "Place"}


@cache
def head(address: str) -> tuple[Element, tuple[dict[str, Any], ...]]:
    """The tree of a page, and its data."""
    response = Client().get(address)
    assert response.status_code == 200, address
    tree = markup.parsed(response.content.decode())
    scripts = [script for script in tree.iter("script") if script.get("type") == "application/ld+json"]
    told: list[dict[str, Any]] = []
    for script in scripts:
        data = json.loads(script.text or "")
        assert data.pop("@context") == "https://schema.org"
        told += data.get("@graph", [data])
    return tree, tuple(told)


def meta(tree: Element, name: str) -> str:
    found = [
        element.get("content") or ""
        for element in tree.iter("meta")
        if name in (element.get("name"), element.get("property"))
    ]
    assert len(found) == 1, name
    return found[0]


def link(tree: Element, rel: str, language: str = "") -> str:
    found = [
        element.get("href") or ""
        for element in tree.iter("link")
        if element.get("rel") == rel and (element.get("hreflang") or "") == language
    ]
    assert len(found) == 1, (rel, language)
    return found[0]


def shared_pages(language: str) -> Iterator[tuple[str, str]]:
    """Every page that can be found and shared: its name and address."""
    for name in PAGES:
        if name not in NOT_SHARED:
            yield from ((name, address) for address in addresses(name, language))


def path_of(url: str) -> str:
    assert url.startswith(settings.SITE_URL), url
    return url.removeprefix(settings.SITE_URL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_title_or_description(language: str) -> None:
    titles: dict[str, set[str]] = defaultdict(set)
    descriptions: dict[str, set[str]] = defaultdict(set)
    for name, address in shared_pages(language):
        if name in FORMS:
            continue
        tree, _data = head(address)
        canonical = path_of(link(tree, "canonical"))
        if canonical.partition("?")[0] != address.partition("?")[0] and "?" not in address:
            continue  # the same page at a second address
        if "?" not in address or "pagina=2" in address:
            title = tree.findtext(".//title") or ""
            assert title.removesuffix(f" - {settings.SITE_NAME}").strip()
            titles[title].add(canonical)
        description = meta(tree, "description")
        assert 20 <= len(description) <= 160, (address, description)
        descriptions[description].add(canonical.partition("?")[0])
    assert {title: where for title, where in titles.items() if len(where) > 1} == {}
    assert {text: where for text, where in descriptions.items() if len(where) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_under_which_address_it_is_known(language: str, client: Client) -> None:
    for _name, address in shared_pages(language):
        tree, _data = head(address)
        canonical = link(tree, "canonical")
        query = canonical.partition("?")[2]
        assert query in ("", "pagina=2"), canonical
        assert link(tree, "alternate", language) == canonical
        assert link(tree, "alternate", "x-default") == link(tree, "alternate", "nl")
        assert meta(tree, "og:url") == canonical
        other = link(tree, "alternate", "en" if language == "nl" else "nl")
        back, _data = head(path_of(other))
        assert link(back, "alternate", language) == canonical, "the other language does not lead back"


def test_a_filtered_list_is_known_as_the_whole_list() -> None:
    tree, _data = head("/initiatieven/?wijk=overvecht&pagina=2")
    assert path_of(link(tree, "canonical")) == "/initiatieven/"
    tree, _data = head("/initiatieven/?pagina=2")
    assert path_of(link(tree, "canonical")) == "/initiatieven/?pagina=2"
    tree, _data = head("/initiatieven/?pagina=1")
    assert path_of(link(tree, "canonical")) == "/initiatieven/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_what_goes_with_a_link_to_it(language: str, client: Client) -> None:
    pictures = {}
    for _name, address in shared_pages(language):
        tree, _data = head(address)
        assert meta(tree, "og:title") in (tree.findtext(".//title") or "")
        assert meta(tree, "og:description") == meta(tree, "description")
        assert meta(tree, "og:locale") == {"nl": "nl_NL", "en": "en_GB"}[language]
        assert meta(tree, "twitter:card") == "summary_large_image"
        pictures[path_of(meta(tree, "og:image"))] = address
    for picture, address in pictures.items():
        response = client.get(picture)
        assert (response.status_code, response["Content-Type"]) == (200, "image/png"), (picture, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_of_every_page_is_whole(language: str) -> None:
    for name, address in shared_pages(language):
        tree, told = head(address)
        types = [data["@type"] for data in told]
        if name in TELLS:
            assert TELLS[name] in types, address
        if any("crumbs" in (nav.get("class") or "") for nav in tree.iter("nav")):
            assert "BreadcrumbList" in types, address
        for data in told:
            assert REQUIRED[data["@type"]] <= data.keys(), (address, data)
        for data in (one for one in told if one["@type"] == "Event"):
            assert datetime.fromisoformat(data["startDate"]).utcoffset() is not None
            assert {"name", "address"} <= data["location"].keys()


def test_a_cancelled_meeting_says_so_to_machines_too() -> None:
    states = set()
    for address in addresses("meeting", "nl"):
        tree, told = head(address)
        (event,) = [data for data in told if data["@type"] == "Event"]
        states.add(event["eventStatus"])
        is_cancelled = "(gaat niet door)" in (tree.findtext(".//title") or "")
        assert event["eventStatus"].endswith("EventCancelled") is is_cancelled
    assert len(states) == 2


def test_the_data_tell_nothing_that_waits_for_approval() -> None:
    pending = list(Organisation.objects.filter(status=Organisation.Status.PENDING))
    assert pending
    for _name, address in shared_pages("nl"):
        _tree, told = head(address)
        text = json.dumps(told, ensure_ascii=False)
        assert not [organisation for organisation in pending if organisation.slug in text or organisation.name in text]


def test_no_text_can_end_the_element_it_stands_in() -> None:
    script = as_script({"@type": "Thing", "name": "</script><script>alert(1)</script> & <!-- \u2028"})
    inside = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    assert "&" not in inside
    assert json.loads(inside)["name"] == "</script><script>alert(1)</script> & <!-- \u2028"


def test_every_address_in_the_sitemap_is_a_page_that_names_itself(client: Client) -> None:
    with override_settings(SITE_URL="https://netwerk.example"):
        found = entries(client)
        assert len(found) > 200
        for address in found:
            assert address.startswith("https://netwerk.example/")
            response = client.get(path_in_sitemap(address))
            assert response.status_code == 200, address
            assert f'<link rel="canonical" href="{address}">' in response.content.decode(), address


def test_each_page_in_the_sitemap_names_itself_in_the_other_language(client: Client) -> None:
    with override_settings(SITE_URL="https://netwerk.example"):
        found = entries(client)
    for address, entry in found.items():
        others = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", SPACE)}
        assert others.keys() == {"nl", "en", "x-default"}
        assert address in (others["nl"], others["en"])
        assert others["x-default"] == others["nl"]
        assert {others["nl"], others["en"]} <= found.keys()
