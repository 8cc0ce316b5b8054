"""The database, a worker or the shared cache is killed while people read and write; and comes back."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from netwerk.lib.database import embedded
from tests.server import ROOT, Browser, free_port, start_server, stop_server, workers_of

# Waits for what should come back; generous, because machines differ.
PATIENCE = 30
TEXT = "Op dinsdag staat de deur niet open maar op woensdag wel."
SEED = """
from tests.factories import make_organisation
make_organisation("De Huiskamer", sentence="Zoals het was.")
"""
CHANGE = """
from initiatives.models import Organisation
Organisation.objects.update(sentence="Zoals het is.")
"""


class OwnDatabase:
    """A PostgreSQL of its own with one initiative in it, to be killed without harm to other tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()
        self.manage("migrate", "--verbosity=0")
        self.manage("createcachetable", "--verbosity=0")
        self.manage("shell", "--verbosity=0", "-c", SEED)

    def start(self) -> None:
        self.server = embedded.start(self.folder, durable=False)
        if not self.server.is_ready():
            embedded.restart(self.folder)
        host = quote(str(self.server.place.sockets), safe="")
        self.address = f"postgresql://postgres@/netwerk?host={host}&port=5432"

    def kill(self) -> None:
        first = (self.server.place.data / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(first), signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while self.server.is_ready() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)

    def everybody(self) -> list[int]:
        """The numbers of all its processes."""
        first = (self.server.place.data / "postmaster.pid").read_text().splitlines()[0]
        children = Path(f"/proc/{first}/task/{first}/children").read_text()
        return [int(first), *map(int, children.split())]

    def fall_silent(self) -> None:
        """It takes what is sent and answers nothing."""
        for process in self.everybody():
            os.kill(process, signal.SIGSTOP)

    def speak_again(self) -> None:
        for process in self.everybody():
            os.kill(process, signal.SIGCONT)

    def manage(self, *words: str) -> None:
        environment = {**os.environ, "DATABASE_URL": self.address}
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDatabase]:
    folder = tmp_path_factory.mktemp("postgres")
    # Root starts it as a plain user, who has to come in.
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(0o755)
    own = OwnDatabase(folder)
    yield own
    own.start()
    embedded.release(own.folder)


def eventually(browser: Browser, path: str, wanted: str) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        status, _headers, text = browser.ask(path)
        if status == 200 and wanted in text:
            return True
        time.sleep(0.2)
    return False


def fill_in(browser: Browser) -> tuple[int, str]:
    """Open the form that tells us something, and send it as it was opened."""
    path = "/laat-weten/klopt-niet/"
    status, headers, text = browser.ask(path)
    if status != 200:
        return status, text
    return send(browser, path, headers["set-cookie"].split(";")[0], text)


def send(browser: Browser, path: str, cookie: str, form: str) -> tuple[int, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert found
    body = urlencode({"csrfmiddlewaretoken": found[1], "text": TEXT, "name": "", "contact": "", "homepage": ""})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    status, _headers, text = browser.ask(path, method="POST", body=body, headers=headers)
    return status, text


def test_without_the_database_kept_pages_are_read_and_forms_say_that_nothing_was_saved(database: OwnDatabase) -> None:
    port = free_port()
    server = start_server(port, DATABASE_URL=database.address)
    browser = Browser(port)
    try:
        page, form = "/initiatieven/de-huiskamer/", "/laat-weten/klopt-niet/"
        # Both workers keep it.
        assert all(browser.ask(page)[0] == 200 for _number in range(40))
        for _number in range(20):
            fresh = Browser(port)
            assert fresh.ask(page)[0] == 200
        _status, opened, form_text = browser.ask(form)
        database.kill()
        time.sleep(1)
        kept = 0
        for _number in range(20):
            status, headers, text = Browser(port).ask(page)
            if status == 200:
                kept += 1
                assert headers["cache-status"] == "netwerk; hit; detail=database-away"
                assert "Zoals het was." in text
            else:
                assert status == 503
        assert kept >= 10, "at least the workers that had the page show it"
        status, headers, text = browser.ask("/initiatieven/?wijk=zuid")
        assert (status, headers["retry-after"]) == (503, "30")
        assert "Deze bladzijde kunnen we nu niet maken." in text
        status, text = send(browser, form, opened["set-cookie"].split(";")[0], form_text)
        assert status == 503
        assert "Er is niets opgeslagen." in text
        assert TEXT in text, "what was typed comes back"
        database.start()
        database.manage("shell", "--verbosity=0", "-c", CHANGE)
        assert eventually(browser, page, "Zoals het is.")
        time.sleep(1)
        for _number in range(20):
            status, _headers, text = Browser(port).ask(page)
            assert (status, "Zoals het is." in text) == (200, True), "nothing stale"
        status, text = fill_in(browser)
        assert (status, "Dank je" in text or "Bedankt" in text) == (200, True), text[-3000:]
    finally:
        stop_server(server)


def test_while_the_database_is_silent_kept_pages_are_read_and_nobody_is_kept_waiting(database: OwnDatabase) -> None:
    port = free_port()
    server = start_server(port, DATABASE_URL=database.address)
    browser = Browser(port)
    path, form = "/initiatieven/", "/laat-weten/klopt-niet/"
    try:
        for _number in range(40):
            assert Browser(port).ask(path)[0] == 200
        _status, opened, form_text = browser.ask(form)
        database.fall_silent()
        time.sleep(1)
        # More than there are threads: each would be kept for as long as the silence lasts.
        statuses = [Browser(port).ask(f"/wijken/?x={number}")[0] for number in range(20)]
        assert set(statuses) == {503}
        kept = [Browser(port).ask(path) for _number in range(20)]
        assert "netwerk; hit; detail=database-away" in {headers.get("cache-status") for _s, headers, _t in kept}
        status, text = send(browser, form, opened["set-cookie"].split(";")[0], form_text)
        assert (status, "Er is niets opgeslagen." in text, TEXT in text) == (503, True, True)
        database.speak_again()
        assert eventually(browser, "/wijken/", "</html>")
        assert eventually(browser, path, "De Huiskamer")
    finally:
        database.speak_again()
        stop_server(server)


def test_a_killed_worker_is_replaced_and_readers_go_on(database: OwnDatabase) -> None:
    port = free_port()
    server = start_server(port, DATABASE_URL=database.address)
    try:
        assert eventually(Browser(port), "/initiatieven/", "De Huiskamer")
        before = workers_of(server)
        for worker in before:
            os.kill(worker, signal.SIGKILL)
            assert eventually(Browser(port), "/initiatieven/", "De Huiskamer")
        until = time.monotonic() + PATIENCE
        while len(set(workers_of(server)) - set(before)) < len(before) and time.monotonic() < until:
            time.sleep(0.1)
        assert len(set(workers_of(server)) - set(before)) == len(before)
        assert eventually(Browser(port), "/over/", "</html>")
    finally:
        stop_server(server)


def test_without_the_shared_cache_pages_are_read_and_forms_say_so(database: OwnDatabase) -> None:
    cache_port, port = free_port(), free_port()
    redis = start_redis(cache_port)
    server = start_server(port, DATABASE_URL=database.address, CACHE_URL=f"redis://127.0.0.1:{cache_port}/0")
    browser = Browser(port)
    try:
        assert eventually(browser, "/initiatieven/", "De Huiskamer")
        assert fill_in(browser)[0] == 200
        _status, opened, form_text = browser.ask("/laat-weten/klopt-niet/")
        redis.kill()
        redis.wait()
        for path in ("/initiatieven/", "/over/", "/contact/", "/initiatieven/de-huiskamer/"):
            assert browser.ask(path)[0] == 200
        status, text = send(browser, "/laat-weten/klopt-niet/", opened["set-cookie"].split(";")[0], form_text)
        assert (status, "Er is niets opgeslagen." in text, TEXT in text) == (503, True, True)
        redis = start_redis(cache_port)
        until = time.monotonic() + PATIENCE
        while (answer := fill_in(browser))[0] != 200 and time.monotonic() < until:
            time.sleep(0.2)
        assert answer[0] == 200
    finally:
        stop_server(server)
        redis.kill()
        redis.wait()


def start_redis(port: int) -> "subprocess.Popen[bytes]":
    """A server that speaks Redis, as a process of its own."""
    code = f"from fakeredis import TcpFakeServer; TcpFakeServer(('127.0.0.1', {port})).serve_forever()"
    process = subprocess.Popen([sys.executable, "-c", code])
    until = time.monotonic() + PATIENCE
    from redis import Redis

    while time.monotonic() < until:
        try:
            if Redis(port=port).ping():
                return process
        except ConnectionError:
            pass
        except Exception as error:
            if "refused" not in str(error):
                raise
        time.sleep(0.1)
    raise AssertionError("the cache does not start")
