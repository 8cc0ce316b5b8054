"""The site itself as a process of its own, on the database of a test: to read from many sides, and to kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def address_of_test_database() -> str:
    """DATABASE_URL for the database that the test itself uses."""
    known = connection.settings_dict
    if known["PASSWORD"]:
        return os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + str(known["NAME"])
    host = quote(str(known["HOST"] or known.get("OPTIONS", {}).get("host", "")), safe="")
    return f"postgresql://{known['USER']}@/{known['NAME']}?host={host}&port={known['PORT'] or 5432}"


def start_server(port: int, **environment: str) -> "subprocess.Popen[bytes]":
    """The site on two workers; a group of its own, so that all of it can be killed. Waits until it answers."""
    _collect_static_files()
    command = [sys.executable, "-m", "gunicorn", "netwerk.wsgi", "--workers=2", "--threads=4", "--worker-class=gthread"]
    settings = {"DATABASE_URL": address_of_test_database(), "ALLOWED_HOSTS": "127.0.0.1", **environment}
    server = subprocess.Popen(
        [*command, f"--bind=127.0.0.1:{port}", "--log-level=critical", "--no-control-socket"],
        cwd=ROOT,
        env={**os.environ, **settings},
        start_new_session=True,
    )
    for _number in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=0.2):
                return server
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not start")


def _collect_static_files() -> None:
    """Pages name static files by their fingerprints, which the server reads from where they were collected."""
    if not Path(os.environ["VAR_DIR"], "static", "staticfiles.json").exists():
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        subprocess.run(collect, cwd=ROOT, env=os.environ, check=True)


def stop_server(server: "subprocess.Popen[bytes]") -> None:
    """Kill all of it, at once."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait(timeout=20)


def workers_of(server: "subprocess.Popen[bytes]") -> list[int]:
    """The process numbers of its workers."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
    return [int(number) for number in children.split()]


class Browser:
    """One connection to a server; opened anew when it was closed."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.http = HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(
        self, path: str, *, method: str = "GET", body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers (names in lower case) and text of the answer."""
        for attempt in (1, 2):
            try:
                self.http.request(method, path, body or None, headers or {})
                answer = self.http.getresponse()
                text = answer.read().decode()
                return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text
            except OSError:
                self.http.close()
                if attempt == 2:
                    raise
        raise AssertionError
