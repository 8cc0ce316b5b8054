"""manage.py demo_data: the demonstration city, or many rows for measuring."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from netwerk.accounts.demo import make_demo_users
from netwerk.lib.search.index import take_in_all_changes
from netwerk.site.demo.city import load_city
from netwerk.site.demo.scale import AlreadyThereError, write_scale

UTRECHT = "GM0344"


class Command(BaseCommand):
    help = "Vult de database met een voorbeeldstad. Met --scale N: N organisaties en wat daarbij hoort, om te meten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale", type=int, metavar="N", help="Zoveel organisaties, met stukken tegelijk geschreven."
        )

    def handle(self, *args: Any, scale: int | None, **options: Any) -> None:
        today = timezone.localdate()
        if scale is None:
            if settings.MUNICIPALITY_CODE != UTRECHT:
                raise CommandError(f"De voorbeeldstad is Utrecht: laat MUNICIPALITY_CODE weg, of kies {UTRECHT}.")
            # The accounts first: in production they refuse, and then nothing has been made.
            make_demo_users()
            load_city(today=today)
            take_in_all_changes()
            self.stdout.write("De voorbeeldstad staat klaar.")
            return
        try:
            written = write_scale(count=scale, today=today)
        except AlreadyThereError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(", ".join(f"{number} {name}" for name, number in written.items()))
