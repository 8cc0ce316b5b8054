"""manage.py import_areas FILE...: districts and neighbourhoods from the statistics office's map."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.areas import AreasError, import_files, load_shipped_areas


class Command(BaseCommand):
    help = (
        "Leest wijken en buurten uit GeoJSON-bestanden van de wijk- en buurtkaart van het CBS (WGS 84). "
        "Zonder bestand: de wijken, buurten en postcodes van Utrecht."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--municipality", default="", help="Alleen deze gemeente, bijvoorbeeld GM0344.")

    def handle(self, *args: Any, files: list[Path], municipality: str, **options: Any) -> None:
        try:
            count = import_files(files, municipality=municipality) if files else load_shipped_areas()
        except AreasError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} gebieden bewaard.")
