"""manage.py send_mail: the one process beside the server, which sends mail and decides what mail is due."""

import signal
from argparse import ArgumentParser
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from netwerk.site.work import do_all, work


class Command(BaseCommand):
    help = "Verstuurt mail en herinneringen, houdt wachtlijsten bij en gooit oude adressen weg. Ctrl-C stopt het."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Doe alles één keer en stop, voor een cron.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            do_all(now=timezone.now())
            return
        stop = Event()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        work(stop)
