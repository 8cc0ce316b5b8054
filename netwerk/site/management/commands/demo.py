"""manage.py demo: everything between a fresh clone and a running site."""

import signal
import socket
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from initiatives.models import Organisation
from netwerk.accounts.demo import demo_sign_ins
from netwerk.site.work import work

# Any number does, as long as nobody else locks it: two demos that start together prepare one after the other.
PREPARING = 2018_003


class Command(BaseCommand):
    help = "Prepare the database and a demonstration city, and serve the site on this machine. Ctrl-C ends it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000, help="default: 8000")
        parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1, so only this machine")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("NETWERK_MODE is production. The demonstration is for a machine of your own.")
        check_address_is_free(host, port)
        try:
            sign_ins = self.prepare()
            # Mail and feeds name the address that is served here, whatever the port.
            settings.SITE_URL = f"http://{name_in_address(host)}:{port}"
            self.tell(f"\nThe site is at {settings.SITE_URL}/   (Ctrl-C stops it)\n")
            self.tell("\n".join(sign_ins))
            # Each worker opens its own connections.
            connection.close()
            DemoServer(host, port).run()
        except KeyboardInterrupt:
            pass
        finally:
            # Back to normal: what still runs at the end (the database stops) waits for programs of its own.
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)

    def prepare(self) -> list[str]:
        """Bring the database, the translations and the static files to where a server can start.

        Returns the lines that tell how to sign in.
        """
        self.tell("Starting the database ...")
        connection.ensure_connection()
        with one_at_a_time():
            self.tell("Making its tables ...")
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
            if "translations" in get_commands():
                call_command("translations", "compile", verbosity=0)
            if not Organisation.objects.exists():
                self.tell("Building the demonstration city ...")
                call_command("demo_data", verbosity=0)
            self.tell("Collecting styles, fonts and pictures ...")
            call_command("collectstatic", interactive=False, verbosity=0)
            return demo_sign_ins()

    def tell(self, line: str) -> None:
        """Print it now, also when the output goes to a file."""
        self.stdout.write(line)
        self.stdout.flush()


class DemoArbiter(Arbiter):
    """A gunicorn that ends when its terminal is closed, instead of reading its settings again."""

    handle_hup = Arbiter.handle_int

    def init_signals(self) -> None:
        under_nohup = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        super().init_signals()
        if under_nohup:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)


class DemoServer(BaseApplication):
    """gunicorn in this process, with two workers of its own."""

    def __init__(self, host: str, port: int) -> None:
        self.bind = f"{name_in_address(host)}:{port}"
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": self.bind,
            "worker_class": "gthread",
            "workers": 2,
            "threads": 8,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "netwerk demo",
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """In each worker process: the site, and a thread for the work beside the pages, of which one works."""
        Thread(target=work, args=(Event(),), daemon=True, name="work").start()
        from netwerk.wsgi import application

        return application

    def run(self) -> None:
        DemoArbiter(self).run()


def port_number(text: str) -> int:
    """The argument of --port. Raises ValueError, which argparse reports."""
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(text)
    return port


def name_in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def check_address_is_free(host: str, port: int) -> None:
    """Raise CommandError when nothing can be served here. Done first, before anything slow."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except socket.gaierror as error:
        raise CommandError(f"{host} is not an address of this machine.") from error
    except PermissionError as error:
        raise CommandError(f"Port {port} is for root only. Choose one above 1023: --port 8000") from error
    except OSError as error:
        raise CommandError(
            f"Port {port} of {host} cannot be used: {error.strerror}. Choose another: --port {port + 1}"
        ) from error


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other copy prepares the same database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])
