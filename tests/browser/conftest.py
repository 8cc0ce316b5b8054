"""A real Chromium and a server with the demonstration city, both started once for all browser tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import copy_database, drop_database, using_database

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "The browser tests need Chromium. Install it (apt-get install chromium), "
    "or set CHROMIUM to the path of a Chrome or Chromium."
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker("browser")


def chromium() -> str:
    """The path of the browser; without one the tests fail in CI, and are skipped with the reason elsewhere."""
    named = os.environ.get("CHROMIUM", "")
    found = named if named and shutil.which(named) else next(filter(None, map(shutil.which, NAMES)), "")
    if named and found != named:
        pytest.fail(f"CHROMIUM is {named!r}, which cannot be run. {MISSING}")
    if not found and os.environ.get("CI", "").lower() == "true":
        pytest.fail(MISSING)
    if not found:
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; the queries of tests have nothing to do with it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def city(demo_database: str, django_db_blocker: Any) -> Iterator[str]:
    """The address of a server with the demonstration city. Tests may look into its database, and change it."""
    name = f"{demo_database}_browser"
    with django_db_blocker.unblock():
        copy_database(demo_database, name)
        with using_database(name):
            server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
            server.daemon = True
            server.start()
            server.is_ready.wait()
            if server.error:
                raise server.error
            yield f"http://127.0.0.1:{server.port}"
            server.terminate()
        drop_database(name)


@dataclass
class Seen:
    """What went on while pages were looked at."""

    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


Open = Callable[..., Page]


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def visit(browser: Browser, city: str, seen: Seen) -> Iterator[Open]:
    """Open a page of the city: `visit("/agenda/", PHONE, dark=True)`; `touch` for a phone that is tapped.

    The browser complains about what the content-security policy refuses, which fails the test at its end;
    `bypass_csp` is for tools that a test puts into the page, and for nothing else.
    """
    contexts: list[BrowserContext] = []

    def opened(address: str, viewport: dict[str, int] = DESK, *, touch: bool = False, **options: Any) -> Page:
        context = browser.new_context(
            base_url=city,
            viewport=viewport,  # type: ignore[arg-type]
            has_touch=touch,
            is_mobile=touch,
            locale="nl-NL",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: seen.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("request", lambda request: seen.hosts.add(urlsplit(request.url).netloc))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert seen.complaints == []
    assert seen.hosts - {""} <= {urlsplit(city).netloc}
