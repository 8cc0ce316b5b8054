"""Mail goes out once, is tried again when the server is away, and never twice at the same time."""

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from netwerk.lib.models import OutgoingMail
from netwerk.lib.outbox import as_plain_text, forget_sent, queue_mail, send_waiting

pytestmark = pytest.mark.django_db

LETTER = {"name": "Zuid", "yes_url": "https://netwerk.example/ja", "rhythm": "hoogstens één mail per week"}


def queued(key: str | None = None, now: datetime | None = None) -> OutgoingMail | None:
    return queue_mail(
        to="sam@example.org", template="follow_confirm", context=LETTER, now=now or timezone.now(), key=key
    )


class Refusing(EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages: Any) -> int:
        raise SMTPServerDisconnected("weg")


def test_a_letter_has_its_first_line_as_subject_and_both_parts_say_the_same() -> None:
    message = queued()
    assert message
    assert message.subject == "Wil je dit volgen? Zuid"
    assert "Ja, ik wil dit volgen:\nhttps://netwerk.example/ja" in message.text
    assert '<a href="https://netwerk.example/ja"' in message.html
    assert "**" not in message.text


def test_words_of_others_cannot_become_markup_in_a_letter() -> None:
    context = {**LETTER, "name": "<script>alert(1)</script>"}
    message = queue_mail(to="a@example.org", template="follow_confirm", context=context, now=timezone.now())
    assert message
    assert "<script>" not in message.html


def test_a_key_is_used_once() -> None:
    assert queued(key="een") is not None
    assert queued(key="een") is None
    assert OutgoingMail.objects.count() == 1


def test_what_the_server_refuses_is_tried_again_later_and_given_up_in_the_end(settings: Any) -> None:
    now = timezone.now()
    queued(now=now)
    settings.EMAIL_BACKEND = "tests.lib.test_outbox.Refusing"
    assert send_waiting(now=now) == 0
    message = OutgoingMail.objects.get()
    assert (message.attempts, message.problem) == (1, "SMTPServerDisconnected: weg")
    assert send_waiting(now=now) == 0
    message.refresh_from_db()
    assert message.attempts == 1, "not at once again"
    for _number in range(40):
        now += timedelta(days=1)
        send_waiting(now=now)
    message.refresh_from_db()
    assert (message.attempts, message.sent_at) == (24, None)


def test_it_goes_out_when_the_server_is_back(settings: Any) -> None:
    now = timezone.now()
    queued(now=now)
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.lib.test_outbox.Refusing"
    send_waiting(now=now)
    settings.EMAIL_BACKEND = usual
    assert send_waiting(now=now + timedelta(minutes=1)) == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_message_once() -> None:
    for number in range(20):
        queued(key=f"mail {number}")
    start, sent = Barrier(2), []

    def send() -> None:
        start.wait()
        sent.append(send_waiting(now=timezone.now()))
        connection.close()

    threads = [Thread(target=send) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 20
    assert len(mail.outbox) == 20


def test_what_was_sent_is_forgotten_after_a_month() -> None:
    queued()
    assert forget_sent(now=timezone.now() + timedelta(days=29)) == 0
    assert forget_sent(now=timezone.now() + timedelta(days=31)) == 1


def test_markdown_reads_as_a_letter() -> None:
    assert (
        as_plain_text("## Kop\n\n**[Ja](https://a.example)**\n\n\n\nEinde") == "Kop\n\nJa:\nhttps://a.example\n\nEinde"
    )
