"""The work beside the pages: each task at its time, and one worker at a time."""

from datetime import timedelta
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from meetings.sign_ups import sign_up
from netwerk.lib.models import OutgoingMail
from netwerk.site import work
from tests.factories import make_meeting


@pytest.mark.django_db
def test_all_of_it_is_done_once_for_who_uses_a_cron() -> None:
    sign_up(meeting=make_meeting(), name="Sam", email="sam@example.org", now=timezone.now())
    call_command("send_mail", "--once")
    assert [message.to for message in mail.outbox] == [["sam@example.org"]]
    call_command("send_mail", "--once")
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_sends_what_is_written_while_it_runs_and_stops_when_asked() -> None:
    stop = Event()
    workers = [Thread(target=work.work, args=(stop,)) for _number in range(2)]
    for worker in workers:
        worker.start()
    sign_up(meeting=make_meeting(), name="Sam", email="sam@example.org", now=timezone.now())
    until = monotonic() + 15
    while not OutgoingMail.objects.exclude(sent_at=None).exists() and monotonic() < until:
        sleep(0.2)
    stop.set()
    for worker in workers:
        worker.join(timeout=15)
        assert not worker.is_alive()
    assert len(mail.outbox) == 1
    connection.close()


@pytest.mark.django_db
def test_one_task_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch, caplog: object) -> None:
    done = []

    def fails(*, now: object) -> None:
        raise RuntimeError("stuk")

    def works(*, now: object) -> None:
        done.append(now)

    a_minute = timedelta(minutes=1)
    monkeypatch.setattr(work, "TASKS", ((a_minute, fails), (a_minute, works)))
    due = {task: timezone.now() for _pause, task in work.TASKS}
    work._do_what_is_due(due)
    assert len(done) == 1
    assert "fails failed" in caplog.text  # type: ignore[attr-defined]
