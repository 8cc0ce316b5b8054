"""manage.py read_report: what the reader proposes for one file, as JSON."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.report import UnreadableError, read_report, text_of


class Command(BaseCommand):
    help = "Leest een verslag (.docx, .txt, .md) en toont de voorstellen als JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Het verslag.")
        parser.add_argument(
            "--date", type=date.fromisoformat, help="De dag waarvan datums zonder jaar tellen: 2018-10-20."
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            text = text_of(file.name, file.read_bytes())
        except (UnreadableError, OSError) as error:
            raise CommandError(str(error)) from error
        report = read_report(text, reference=options["date"])
        self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
