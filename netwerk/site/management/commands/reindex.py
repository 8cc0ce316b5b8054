"""manage.py reindex: write what search knows anew, while the site runs."""

from typing import Any

from django.core.management.base import BaseCommand

from netwerk.lib.search import index


class Command(BaseCommand):
    help = "Make the search index anew from what is public now. The site can be used meanwhile."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        totals: dict[str, int] = {}
        index.reindex(totals.__setitem__)
        if verbosity:
            for kind, count in totals.items():
                self.stdout.write(f"{kind}: {count}")
