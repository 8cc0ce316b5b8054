"""Every link of the site leads somewhere: a walk through all public pages, until there is nothing new."""

from collections import deque
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_city")]

STATIC = Path(__file__).resolve().parent.parent / "static"


@cache
def walk(start: str) -> dict[str, tuple[int, str]]:
    """Every page that can be reached from `start`: its address with the status and the HTML.

    A page whose address has a query is read, but of its links only those without one are followed: filters can be
    put together in more ways than anyone can try.
    """
    client = Client()
    seen: dict[str, tuple[int, str]] = {}
    waiting = deque([start])
    while waiting:
        address = waiting.popleft()
        if address in seen:
            continue
        response = client.get(address, follow=True)
        html = response.content.decode() if "text/html" in response["Content-Type"] else ""
        seen[address] = response.status_code, html
        if not html:
            continue
        for href in markup.links(markup.parsed(html)):
            target, _fragment = urldefrag(urljoin(address, href))
            is_ours = not urlsplit(target).scheme and not urlsplit(target).netloc
            if is_ours and not (urlsplit(address).query and urlsplit(target).query):
                waiting.append(target)
    return seen


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_all_links_resolve(start: str) -> None:
    seen = walk(start)
    assert len(seen) > 200
    broken = {address: status for address, (status, _html) in seen.items() if status != 200}
    assert broken == {}

    ids = {
        address: {element.get("id") for element in markup.parsed(html).iter()}
        for address, (_, html) in seen.items()
        if html
    }
    for address, (_status, html) in seen.items():
        for href in markup.links(markup.parsed(html)) if html else []:
            target, fragment = urldefrag(urljoin(address, href))
            if fragment and target in ids:
                assert unquote(fragment) in ids[target], f"{href} on {address}"


def test_everything_a_page_fetches_is_there(client: Client) -> None:
    seen = walk("/")
    urls = {url for _, html in seen.values() if html for url in markup.fetched(markup.parsed(html))}
    assert urls
    for url in urls:
        path, _, drawing = url.partition("#")
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            assert found, url
            if drawing:
                assert f'id="{drawing}"' in Path(str(found)).read_text(encoding="utf-8"), url
        else:
            assert client.get(path).status_code == 200, url


def test_the_stylesheets_fetch_only_what_is_ours() -> None:
    for sheet in STATIC.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "http:" not in text.replace("http://www.w3.org/", ""), sheet
        assert "https:" not in text, sheet
        assert "@import" not in text, sheet
