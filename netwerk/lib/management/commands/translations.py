"""manage.py translations: collect, check and compile the English words, without the gettext programs."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from netwerk.lib import translations


class Command(BaseCommand):
    help = "extract: bring django.po up to date with the code. check: is it complete? compile: make what Django reads."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=["extract", "check", "compile"])

    def handle(self, *args: Any, step: str, verbosity: int, **options: Any) -> None:
        told = {"extract": extract, "check": check, "compile": compile_catalogue}[step]()
        if verbosity:
            self.stdout.write(told)


def extract() -> str:
    """Add what is new, drop what is gone; what stays keeps its translation."""
    catalogue = translations.merged(translations.extracted(), translations.read_catalogue())
    translations.write_catalogue(catalogue)
    return f"{len(catalogue)} messages, {len(translations.faults(catalogue))} to look at."


def check() -> str:
    catalogue = translations.read_catalogue()
    found = translations.faults(catalogue)
    found += [f"a package changes this in Dutch: {message!r}" for message in translations.clashes(catalogue)]
    if found:
        raise CommandError("\n".join(found))
    return f"{len(catalogue)} messages, all translated."


def compile_catalogue() -> str:
    return f"Wrote {translations.compile_catalogue().relative_to(settings.BASE_DIR)}."
