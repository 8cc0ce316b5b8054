"""The engine: a server that answered is not asked again, and one that hung up is noticed at once."""

from collections.abc import Iterator
from unittest import mock

import pytest
from django.db import connection

from initiatives.models import Organisation
from netwerk.lib.database.base import BELIEVED, DatabaseWrapper
from netwerk.lib.statements import Statement

MINE = "SELECT 'mine'"


@pytest.fixture
def other(db: None) -> Iterator[DatabaseWrapper]:
    """A second connection to the database of the test, which the server answered just before."""
    made: DatabaseWrapper = connection.copy()
    made.connect()
    assert made.is_usable()
    ask(made)
    yield made
    made.close()


def ask(wrapper: DatabaseWrapper) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute(MINE)


def last_question(wrapper: DatabaseWrapper) -> str:
    """What the server was asked last on this connection, as the server has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [process_of(wrapper)])
        (query,) = cursor.fetchone()
    return str(query)


def process_of(wrapper: DatabaseWrapper) -> int:
    return int(wrapper.connection.info.backend_pid)


def test_who_answered_just_before_is_believed(other: DatabaseWrapper) -> None:
    assert other.is_usable()
    assert last_question(other) == MINE


def test_after_a_while_it_is_asked_again(other: DatabaseWrapper) -> None:
    with mock.patch.object(other, "_answered_at", other._answered_at - BELIEVED):
        assert other.is_usable()
        assert last_question(other) == "SELECT 1"


def test_it_is_asked_after_an_error(other: DatabaseWrapper) -> None:
    other.errors_occurred = True
    assert other.is_usable()
    assert last_question(other) == "SELECT 1"


def test_a_server_that_hung_up_is_noticed_at_once(other: DatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        # Waits until the other side is gone; in milliseconds.
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process_of(other)])
        assert cursor.fetchone() == (True,)
    assert not other.is_usable()


def test_a_connection_that_was_closed_is_not_usable(other: DatabaseWrapper) -> None:
    other.connection.close()
    assert not other.is_usable()
    other.close()
    assert not other.is_usable()


@pytest.mark.django_db(transaction=True)
def test_statements_go_on_with_the_next_connection() -> None:
    named = Statement(lambda name: Organisation.objects.filter(name=name))
    assert list(named("Buurttuin")) == []
    connection.close()
    assert list(named("Buurttuin")) == []
