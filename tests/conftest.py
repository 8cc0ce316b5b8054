"""What any test may ask for: a day that stands still, people who are signed in, and the demonstration city."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from netwerk.accounts.models import Role
from netwerk.accounts.roles import make_roles
from netwerk.lib import kept
from tests.people import person, sign_in

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def dutch_first() -> None:
    """Begin every test in Dutch: a page in English leaves its language behind in the thread."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Begin every test without HTML of another one, whose settings and rows were others."""
    kept.forget()


@pytest.fixture
def at() -> Iterator[Callable[..., datetime]]:
    """Let the clock of the city stand still: `at(2026, 3, 29, 1, 59)` until the end of the test."""
    stopped: list[time_machine.travel] = []

    def stop_clock(*moment: int) -> datetime:
        when = datetime(*moment, tzinfo=AMSTERDAM)  # type: ignore[arg-type, misc]
        traveller = time_machine.travel(when, tick=False)
        traveller.start()
        stopped.append(traveller)
        return when

    yield stop_clock
    while stopped:
        stopped.pop().stop()


@pytest.fixture
def visitor() -> Client:
    """A browser of somebody who is not signed in."""
    return Client()


@pytest.fixture
def editor(db: None) -> Client:
    return _signed_in(Role.EDITOR, second_factor=False)


@pytest.fixture
def coordinator(db: None) -> Client:
    """A coordinator who showed the second factor."""
    return _signed_in(Role.COORDINATOR)


@pytest.fixture
def administrator(db: None) -> Client:
    """An administrator who showed the second factor."""
    return _signed_in(Role.ADMINISTRATOR)


def _signed_in(role: Role, *, second_factor: bool = True) -> Client:
    client = Client()
    sign_in(client, person(role), second_factor=second_factor)
    return client


# --- The demonstration city, in a database of its own --------------------------------------------------------


def copy_database(source: str, name: str) -> None:
    """Make database `name` as a copy of `source`, which nobody may be using; an older copy is thrown away."""
    connection.close()
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def drop_database(name: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def using_database(name: str) -> Iterator[None]:
    """Every connection, of every thread, that is opened in this block goes to database `name`."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@pytest.fixture(scope="session")
def demo_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a database that holds the demonstration city; loaded once a session, never written by a test."""
    with django_db_blocker.unblock():
        # pytest-django makes a test database only for tests with its mark, which those in a browser do not have.
        made_here = None
        if not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
            made_here = setup_databases(verbosity=0, interactive=False)
        plain = connection.settings_dict["NAME"]
        name = f"{plain}_demo"
        copy_database(plain, name)
        with using_database(name):
            # A test that commits may have emptied the tables before they were copied, the roles included.
            make_roles(apps)
            call_command("demo_data", verbosity=0)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
    yield name
    with django_db_blocker.unblock():
        drop_database(name)
        if made_here:
            teardown_databases(made_here, verbosity=0)


@pytest.fixture(scope="module")
def demo_city(demo_database: str, django_db_blocker: Any) -> Iterator[None]:
    """All tests of the module see the demonstration city; what they write is rolled back."""
    with django_db_blocker.unblock(), using_database(demo_database):
        yield


@pytest.fixture
def no_earlier_attempts(db: None) -> None:
    """Nobody has asked for a code before."""
    cache.clear()
