"""Which version of all content holds now, looked up at most once a second by each process."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from datetime import time as clock
from functools import wraps
from threading import Lock
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from django.utils.translation import get_language

logger = logging.getLogger(__name__)

# A reader sees nothing older than a second: a little less, for the way to and fro.
HOLDS = 0.9
# After a lookup that failed, the database is left alone for so long.
PAUSE = 1.0
# How long readers wait for a lookup, and how long when the one before it failed, in seconds.
PATIENCE = 2.0
SHORT_PATIENCE = 0.3

Turn = Callable[[datetime], datetime | None]
Read = TypeVar("Read")
_turns: list[Turn] = []


def turns_at(turn: Turn) -> Turn:
    """Register a function that tells when pages change by the clock alone, next after a moment; None for never.

    Midnight in the city is known already. May be used as a decorator.
    """
    _turns.append(turn)
    return turn


class AwayError(Exception):
    """The database does not answer. `since` is how long the last version has been known, in seconds."""

    def __init__(self, since: float) -> None:
        super().__init__(since)
        self.since = since


class ContentVersion:
    """The version that holds now, as one process knows it. Safe for many threads.

    It is looked up by a thread and a connection of its own: a database that is silent keeps that thread waiting, and
    no reader. `lookups` is where that is done; by default one thread.
    """

    def __init__(self, lookups: Executor | None = None) -> None:
        self.last = ""
        self._lookups = lookups or ThreadPoolExecutor(1, "content-version")
        self._lookup: Future[None] | None = None
        # When the running or last lookup was asked for, that of `last` was, one failed, and somebody wrote.
        self._asked = self._known = self._failed = self._written = float("-inf")
        self._next_turn = datetime.max.replace(tzinfo=timezone.get_default_timezone())
        self._number = -1
        self._lock = Lock()

    def now(self) -> str:
        """A text that changes when content does, and when a page changes by the clock. Raises AwayError."""
        came = time.monotonic()
        while not self._holds(came):
            lookup, until = self._running(came)
            try:
                lookup.result(until and max(0.0, until - time.monotonic()))
            except (TimeoutError, DatabaseError, InterfaceError) as error:
                raise AwayError(time.monotonic() - self._known) from error
        return self.last

    def forget(self) -> None:
        """Look again next time: somebody wrote through this process."""
        self._written = time.monotonic()

    def _holds(self, came: float) -> bool:
        return came - self._known < HOLDS and self._known > self._written and timezone.now() < self._next_turn

    def _running(self, came: float) -> tuple["Future[None]", float | None]:
        """A lookup, and until when to wait for it: without end as long as there is no version to go on with."""
        with self._lock:
            now = time.monotonic()
            if self._lookup is None or (self._lookup.done() and now - self._failed >= PAUSE and not self._holds(came)):
                self._asked = now
                self._lookup = self._lookups.submit(self._look_up, self._asked)
            patience = PATIENCE if self._failed < self._known else SHORT_PATIENCE
            return self._lookup, self._asked + patience if self.last else None

    def _look_up(self, asked: float) -> None:
        try:
            number = _raised()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("The version of the content cannot be looked up: %s", error)
            self._failed = time.monotonic()
            raise
        now = timezone.now()
        if number != self._number or now >= self._next_turn:
            moments = [_midnight_after(now), *(turn(now) for turn in _turns)]
            self._next_turn = min(moment for moment in moments if moment)
            self._number = number
        self.last = f"{number}.{int(self._next_turn.timestamp())}"
        # The moment of asking counts, not that of the answer.
        self._known = asked


def _raised() -> int:
    """The sum of all slots. A connection that broke since the last time is opened anew, once."""
    for attempt in (1, 2):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT COALESCE(sum(number), 0)::bigint FROM lib_contentversion")
                return int(cursor.fetchone()[0])
        except (DatabaseError, InterfaceError):
            connection.close()
            if attempt == 2:
                raise
    raise AssertionError


def while_unchanged(read: Callable[[], Read]) -> Callable[[], Read]:
    """Decorator for a function that reads what seldom changes: its answer is kept in this process until content does.

    One query when it is kept. It is true at any moment, also for who writes: the version is asked for each time.
    Nothing is kept within a transaction, whose changes may be taken back, nor while the index has changes to take in.
    """
    kept: dict[str | None, tuple[int, Read]] = {}

    @wraps(read)
    def reader() -> Read:
        if connection.in_atomic_block:
            return read()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT COALESCE(sum(number), 0)::bigint, EXISTS (SELECT FROM lib_changeddocument)"
                " FROM lib_contentversion"
            )
            number, is_behind = cursor.fetchone()
        language = get_language()
        found = kept.get(language)
        if found is None or found[0] != number or is_behind:
            found = kept[language] = (-1 if is_behind else number, read())
        return found[1]

    return reader


def _midnight_after(now: datetime) -> datetime:
    local = timezone.localtime(now)
    return datetime.combine(local.date() + timedelta(days=1), clock.min, local.tzinfo)
