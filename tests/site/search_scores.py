"""How well search finds: recall at 10 and the mean reciprocal rank.

`pytest -n0 tests/site/test_search_scores.py -s` prints them.

search_queries.csv holds queries as people type them, each with the documents of the demonstration city that answer it.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from agenda.models import Action, AgendaItem, Instrument, SharedMessage
from initiatives.models import Organisation
from meetings.models import Meeting, Voice
from netwerk.lib.search.find import find
from netwerk.lib.search.words import fold
from netwerk.site.views.search import recognised, typed_reference

QUERIES = Path(__file__).parent / "search_queries.csv"


@dataclass(frozen=True)
class Labelled:
    """A query, what should be found (names like 'organisation:de-huiskamer', best first), and what it tries."""

    query: str
    expected: Sequence[str]
    kind: str


@dataclass(frozen=True)
class Score:
    """How one query went: the share of the expected among the first ten, and 1 / the place of the first of them."""

    labelled: Labelled
    found: Sequence[str]

    @property
    def recall(self) -> float:
        expected = set(self.labelled.expected)
        return len(expected & set(self.found[:10])) / min(10, len(expected))

    @property
    def reciprocal_rank(self) -> float:
        places = [place for place, name in enumerate(self.found, start=1) if name in self.labelled.expected]
        return 1 / places[0] if places else 0.0


def labelled_queries() -> list[Labelled]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return [Labelled(row["query"], row["expected"].split(), row["kind_of_query"]) for row in csv.DictReader(file)]


def document_names() -> dict[tuple[str, int], str]:
    """The name of every document of the demonstration city, by kind and primary key."""
    keys: dict[str, tuple[type, Callable]] = {
        "organisation": (Organisation, lambda row: row.slug),
        "meeting": (Meeting, lambda row: row.slug),
        "agenda_item": (AgendaItem, lambda row: row.slug),
        "action": (Action, lambda row: row.reference),
        "message": (SharedMessage, lambda row: row.slug),
        "instrument": (Instrument, lambda row: row.slug),
        "voice": (Voice, lambda row: "-".join(re.findall(r"[a-z0-9]+", fold(row.text))[:5])),
    }
    return {(kind, row.pk): f"{kind}:{key(row)}" for kind, (model, key) in keys.items() for row in model.objects.all()}


def scores() -> list[Score]:
    """Ask every labelled query of the database that is connected, which holds the demonstration city."""
    names, known = document_names(), recognised()
    found = []
    for labelled in labelled_queries():
        action = Action.objects.public().filter(reference=typed_reference(labelled.query)).first()
        rows = [("action", action.pk)] if action else [row[1:] for row in find(labelled.query, names=known).rows]
        found.append(Score(labelled, [names[row] for row in rows]))
    return found


def means(found: Sequence[Score]) -> tuple[float, float]:
    """Recall at 10 and mean reciprocal rank."""
    return sum(s.recall for s in found) / len(found), sum(s.reciprocal_rank for s in found) / len(found)


def report(found: Sequence[Score], *, misses: bool) -> str:
    """The figures of all queries and of each kind of query, and on demand what was not found."""
    kinds: dict[str, list[Score]] = defaultdict(list)
    for score in found:
        kinds[score.labelled.kind].append(score)
    lines = [f"{'':12} {'queries':>7} {'recall@10':>10} {'MRR':>6}"]
    for kind, part in [*sorted(kinds.items()), ("all", list(found))]:
        recall, rank = means(part)
        lines.append(f"{kind:12} {len(part):7} {recall:10.3f} {rank:6.3f}")
    for score in found if misses else ():
        if score.recall < 1 or score.reciprocal_rank < 1:
            lost = [name for name in score.labelled.expected if name not in score.found[:10]]
            lines.append(f"{score.labelled.query!r}: not found {lost}; first were {list(score.found[:4])}")
    return "\n".join(lines)
