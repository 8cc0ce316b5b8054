"""How much a page weighs on a bad line, with texts compressed as the site sends them."""

import gzip

import pytest
from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.conftest import PHONE, Open
from tests.city_pages import one_address

MOST_FIRST = 160_000
MOST_NEXT = 30_000
KINDS = (
    "home",
    "initiative_list",
    "initiative",
    "district",
    "meeting",
    "agenda_item",
    "action_list",
    "action",
    "message",
    "council",
)
COMPRESSED = ("text/", "application/json", "application/manifest", "image/svg", "javascript")


def weigh(page: Page, address: str) -> int:
    """The bytes of everything that opening `address` fetches; what the browser kept counts nothing."""
    addresses: dict[str, str] = {}
    kept: set[str] = set()
    bodies: list[Response] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda sent: addresses.update({sent["requestId"]: sent["request"]["url"]}))
    session.on("Network.requestServedFromCache", lambda served: kept.add(addresses[served["requestId"]]))
    session.on(
        "Network.responseReceived",
        lambda got: kept.add(got["response"]["url"]) if got["response"].get("fromDiskCache") else None,
    )

    def keep(response: Response) -> None:
        bodies.append(response)

    page.on("response", keep)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", keep)
    session.detach()
    total = 0
    for response in bodies:
        if response.url in kept or response.status != 200:
            continue
        kind = response.headers.get("content-type", "")
        body = response.body()
        total += len(gzip.compress(body)) if any(part in kind for part in COMPRESSED) else len(body)
    return total


@pytest.mark.parametrize("name", KINDS)
def test_a_first_visit_is_light(name: str, visit: Open) -> None:
    page = visit("about:blank", PHONE)
    assert weigh(page, one_address(name, "nl")) <= MOST_FIRST


@pytest.mark.parametrize("name", KINDS)
def test_the_next_page_is_lighter(name: str, visit: Open) -> None:
    page = visit("about:blank", PHONE)
    weigh(page, one_address("about" if name == "home" else "home", "nl"))
    assert weigh(page, one_address(name, "nl")) <= MOST_NEXT


@pytest.mark.parametrize("name", KINDS)
def test_a_page_reads_without_fonts_and_without_scripts(name: str, visit: Open) -> None:
    page = visit("about:blank", PHONE, java_script_enabled=False)
    context: BrowserContext = page.context
    context.route("**/*.woff2", lambda route: route.fulfill(status=204))
    page.goto(one_address(name, "nl"))
    assert page.locator("main").inner_text().strip()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
