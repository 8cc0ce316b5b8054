"""manage.py db start|stop|status|shell: the embedded PostgreSQL of this folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from netwerk.lib.database import embedded


class Command(BaseCommand):
    help = "Start, stop, look at or enter the embedded database, which is used while DATABASE_URL is empty."
    # Nothing here needs the models, so nothing is checked and it works while the code is broken.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="start|stop|status|shell")
        actions.add_parser("start", help="start it and let it stay until `db stop`")
        actions.add_parser("stop", help="stop it")
        actions.add_parser("status", help="tell whether it runs and where its files are")
        shell = actions.add_parser("shell", help="open psql; words for psql itself come after --")
        shell.add_argument("psql", nargs="*", metavar="-- WORDS")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "shell":
            connection.client.runshell(options["psql"])
            return
        folder = connection.settings_dict.get("EMBEDDED_FOLDER")
        if folder is None:
            raise CommandError("DATABASE_URL names a server of its own. There is no embedded database to manage.")
        try:
            getattr(self, action)(Path(folder))
        except embedded.EmbeddedError as error:
            raise CommandError(str(error)) from error

    def start(self, folder: Path) -> None:
        server = embedded.keep(folder)
        self.stdout.write(f"The database runs in {server.place.home} and stays until: manage.py db stop")

    def stop(self, folder: Path) -> None:
        embedded.stop(folder)
        self.stdout.write("The database is stopped.")

    def status(self, folder: Path) -> None:
        status = embedded.status(folder)
        place = status.server.place
        state = "running" if status.is_running else "stopped"
        stays = "until `manage.py db stop`" if status.is_kept else "while a process uses it"
        self.stdout.write(f"state:    {state}")
        self.stdout.write(f"runs:     {stays}, as the user {place.user.pw_name if place.user else 'you are'}")
        self.stdout.write(f"data:     {place.data}")
        self.stdout.write(f"log:      {place.log}")
        self.stdout.write(f"socket:   {place.sockets}")
        self.stdout.write(f"programs: {place.programs}")
