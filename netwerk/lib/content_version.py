"""Which version of all content holds now, looked up at most once a second by each process."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as clock
from threading import Lock

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

logger = logging.getLogger(__name__)

# A reader sees nothing older than a second: a little less, for the way to and fro.
HOLDS = 0.9
# After a lookup that failed, the database is left alone for so long.
PAUSE = 1.0

Turn = Callable[[datetime], datetime | None]
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
    """The version that holds now, as one process knows it. Safe for many threads."""

    def __init__(self) -> None:
        self.last = ""
        self._looked_up = float("-inf")
        self._failed = float("-inf")
        self._next_turn = datetime.max.replace(tzinfo=timezone.get_default_timezone())
        self._number = -1
        self._lock = Lock()

    def now(self) -> str:
        """A text that changes when content does, and when a page changes by the clock. Raises AwayError."""
        if self._holds():
            return self.last
        with self._lock:
            if self._holds():
                return self.last
            asked = time.monotonic()
            if asked - self._failed < PAUSE:
                raise AwayError(asked - self._looked_up)
            try:
                self._look_up()
            except (DatabaseError, InterfaceError) as error:
                logger.warning("The version of the content cannot be looked up: %s", error)
                self._failed = time.monotonic()
                raise AwayError(self._failed - self._looked_up) from error
            # The moment of asking counts, not that of the answer.
            self._looked_up = asked
            return self.last

    def forget(self) -> None:
        """Look again next time: somebody wrote through this process."""
        self._looked_up = min(self._looked_up, time.monotonic() - HOLDS)

    def _holds(self) -> bool:
        return time.monotonic() - self._looked_up < HOLDS and timezone.now() < self._next_turn

    def _look_up(self) -> None:
        number = _raised()
        now = timezone.now()
        if number != self._number or now >= self._next_turn:
            moments = [_midnight_after(now), *(turn(now) for turn in _turns)]
            self._next_turn = min(moment for moment in moments if moment)
            self._number = number
        self.last = f"{number}.{int(self._next_turn.timestamp())}"


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


def _midnight_after(now: datetime) -> datetime:
    local = timezone.localtime(now)
    return datetime.combine(local.date() + timedelta(days=1), clock.min, local.tzinfo)
