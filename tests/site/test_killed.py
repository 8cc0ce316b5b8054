"""A server that is killed while somebody saves: what was answered is kept, and it goes on after a new start."""

import json
import os
import signal
import time
from http.client import HTTPConnection, HTTPException
from threading import Thread
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client

from agenda.desk import rows
from agenda.models import OutcomesDraft
from meetings.models import Meeting
from netwerk.accounts.models import Role
from tests.desk_pages import log_url, make_meeting_of_yesterday, row, typed
from tests.people import person, sign_in
from tests.server import free_port, start_server

TOKEN = "a" * 32


def save_on(port: int, cookie: str, meeting: Meeting, acknowledged: list[int]) -> None:
    """Save a longer and longer text until the server is gone; notes each number that was answered as saved."""
    http = HTTPConnection("127.0.0.1", port, timeout=30)
    version = 0
    try:
        while True:
            number = (acknowledged[-1] if acknowledged else 0) + 1
            data = typed(voices=[row("voices", "v1", text=f"Stem {number} " + "en verder " * 200)])
            body = {**rows.as_post(data), "version": version, "stap": "auto", "csrfmiddlewaretoken": TOKEN}
            headers = {
                "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            http.request("POST", log_url(meeting), urlencode(body), headers)
            answer = http.getresponse()
            told = json.loads(answer.read())
            version = told["version"]
            acknowledged.append(number)
    except (OSError, HTTPException, ValueError, KeyError):
        return


@pytest.mark.django_db(transaction=True)
def test_what_was_acknowledged_is_there_after_the_server_was_killed() -> None:
    meeting = make_meeting_of_yesterday()
    client = Client()
    sign_in(client, person(Role.COORDINATOR))
    cookie = client.cookies["sessionid"].value
    total = 0
    for round_number in range(3):
        OutcomesDraft.objects.filter(meeting=meeting).delete()
        acknowledged: list[int] = []
        port = free_port()
        server = start_server(port)
        saver = Thread(target=save_on, args=(port, cookie, meeting, acknowledged))
        saver.start()
        until = time.monotonic() + 30
        while len(acknowledged) < 4 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.03 * round_number)
        os.killpg(server.pid, signal.SIGKILL)
        saver.join(timeout=20)
        server.wait(timeout=20)
        stored = OutcomesDraft.objects.filter(meeting=meeting).first()
        if acknowledged:
            assert stored is not None
            kept = int(stored.data["voices"][0]["text"].split()[1])
            assert kept in (acknowledged[-1], acknowledged[-1] + 1), "one more may have been on its way"
        total += len(acknowledged)
    assert total >= 12, "it did save, each time more than once"
    connection.close()
