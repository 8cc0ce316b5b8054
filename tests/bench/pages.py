"""Addresses to ask for, and how many queries each takes. Run on one database: `python -m tests.bench.pages`."""

import csv
import json
import os
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# So many addresses of each kind are asked for in turn.
EACH = 100


def addresses() -> dict[str, list[str]]:
    """Addresses of each kind of page, in an order that is the same each time."""
    from django.db import connection
    from django.urls import reverse

    from agenda.models import Action, AgendaItem
    from initiatives.models import Area, Organisation
    from meetings.models import Meeting

    chance = random.Random(1)

    def some(rows: Any) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT max(id) FROM {rows.model._meta.db_table}")
            most = cursor.fetchone()[0]
        keys = {chance.randrange(1, most + 1) for _number in range(3 * EACH)}
        found = list(rows.filter(pk__in=keys)[:EACH])
        return [row.get_absolute_url() for row in found]

    districts = list(Area.objects.districts().of_municipality("GM0344"))
    lists = [f"?pagina={number}" for number in range(1, 51)]
    in_district = [f"?wijk={district.slug}&pagina={number}" for district in districts for number in range(1, 6)]
    return {
        "home": [reverse("home")],
        "initiative list": [reverse("initiative_list") + query for query in lists],
        "initiative list, filtered": [reverse("initiative_list") + query for query in in_district],
        "initiative": some(Organisation.objects.public()),
        "district": [district.get_absolute_url() for district in districts],
        "theme": [reverse("theme", args=[slug]) for slug in ("groen", "wonen", "jongeren")],
        "meeting list": [reverse("meeting_list") + query for query in lists],
        "meeting": some(Meeting.objects.public()),
        "agenda item list": [reverse("agenda_item_list")],
        "agenda item": some(AgendaItem.objects.public()),
        "action list": [reverse("action_list") + query for query in lists],
        "action": some(Action.objects.public()),
        "council": [reverse("council")],
        "search": [f"{reverse('search')}?q={query}" for query in _queries()],
    }


def _queries() -> Iterable[str]:
    """The labelled queries, a fifth of them with a letter wrong, in turn."""
    from urllib.parse import quote_plus

    chance = random.Random(2)
    with (Path(__file__).parents[1] / "site" / "search_queries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            query = row["query"]
            if row["kind_of_query"] == "reference":
                continue
            if chance.random() < 0.2 and len(query) > 6:
                place = chance.randrange(1, len(query) - 1)
                query = query[:place] + chance.choice("aeiourstn") + query[place + 1 :]
            yield quote_plus(query)


def queries(found: dict[str, list[str]]) -> dict[str, int]:
    """How many queries the first few of each kind take, the most."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, counts = Client(), {}
    for name, paths in found.items():
        most = 0
        for path in paths[:5]:
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            most = max(most, len(captured))
        counts[name] = most
    return counts


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netwerk.settings")
    django.setup()
    found = addresses()
    print(json.dumps({"addresses": found, "queries": queries(found)}))


if __name__ == "__main__":
    main()
