"""Every link of the site leads somewhere: a walk through all public pages, until there is nothing new."""

from collections import deque
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_city")]

STATIC = Path(__file__).resolve().parent.parent / "static"


@cache
def walk(start: str) -> dict[str, tuple[int, Element | None]]:
    """Every page that can be reached from `start`: its address with the status and the tree of its HTML.

    A page whose address has a query is read, but of its links only those without one are followed: filters can be
    put together in more ways than anyone can try.
    """
    client = Client()
    seen: dict[str, tuple[int, Element | None]] = {}
    waiting = deque([start])
    while waiting:
        address = waiting.popleft()
        if address in seen:
            continue
        response = client.get(address, follow=True)
        is_page = "text/html" in response["Content-Type"]
        tree = markup.parsed(response.content.decode()) if is_page else None
        seen[address] = response.status_code, tree
        for href in markup.links(tree) if tree is not None else []:
            target, _fragment = urldefrag(urljoin(address, href))
            is_ours = not urlsplit(target).scheme and not urlsplit(target).netloc
            if is_ours and not (urlsplit(address).query and urlsplit(target).query):
                waiting.append(target)
    return seen


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_all_links_resolve(start: str) -> None:
    seen = walk(start)
    assert len(seen) > 200
    broken = {address: status for address, (status, _tree) in seen.items() if status != 200}
    assert broken == {}

    trees = {address: tree for address, (_status, tree) in seen.items() if tree is not None}
    ids = {address: {element.get("id") for element in tree.iter()} for address, tree in trees.items()}
    for address, tree in trees.items():
        for href in markup.links(tree):
            target, fragment = urldefrag(urljoin(address, href))
            if fragment and target in ids:
                assert unquote(fragment) in ids[target], f"{href} on {address}"


def test_everything_a_page_fetches_is_there(client: Client) -> None:
    seen = walk("/")
    urls = {url for _status, tree in seen.values() if tree is not None for url in markup.fetched(tree)}
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
