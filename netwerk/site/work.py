"""The work that goes on beside the pages: mail, reminders, waiting lists, digests, and forgetting what is old."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from agenda.owners import forget_links
from agenda.reminders import send_reminders
from meetings.sign_ups import keep_sign_ups
from netwerk.lib.outbox import forget_sent, send_waiting
from netwerk.lib.search.index import take_in_all_changes
from netwerk.site.following import forget_unconfirmed, send_digests
from netwerk.site.telling import forget_senders

logger = logging.getLogger(__name__)
# Any number does, as long as nobody else locks it: of several workers one works, the others wait for its end.
WORKING = 2018_004

Task = Callable[..., object]
# Each with how often it is done. All may come late or twice without harm.
TASKS: tuple[tuple[timedelta, Task], ...] = (
    (timedelta(seconds=2), send_waiting),
    (timedelta(seconds=2), take_in_all_changes),
    (timedelta(minutes=1), keep_sign_ups),
    (timedelta(minutes=5), send_reminders),
    (timedelta(minutes=15), send_digests),
    (timedelta(hours=6), forget_unconfirmed),
    (timedelta(hours=6), forget_senders),
    (timedelta(hours=6), forget_sent),
    (timedelta(hours=6), forget_links),
)


def do_all(*, now: datetime) -> None:
    """Every task once, and then the mail that they wrote."""
    for _pause, task in TASKS:
        task(now=now)
    send_waiting(now=now)


def work(stop: Event) -> None:
    """Do each task at its time until `stop` is set. A database that is away is waited for."""
    due = {task: timezone.now() for _pause, task in TASKS}
    is_ours = False
    while not stop.wait(1):
        try:
            is_ours = is_ours or _is_first()
            if is_ours:
                _do_what_is_due(due)
        except DatabaseError:
            logger.warning("The work beside the pages waits for the database.")
            is_ours = False
            close_old_connections()
            stop.wait(10)
    connection.close()


def _is_first() -> bool:
    """Whether no other worker of this database works; from then on this one does, as long as it is connected."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [WORKING])
        return bool(cursor.fetchone()[0])


def _do_what_is_due(due: dict[Task, datetime]) -> None:
    for pause, task in TASKS:
        now = timezone.now()
        if due[task] <= now:
            started = time.monotonic()
            try:
                task(now=now)
            except DatabaseError:
                raise
            except Exception:
                # One task that fails must not stop the mail of the others.
                logger.exception("%s failed after %.1f s", task.__name__, time.monotonic() - started)
            due[task] = now + pause
