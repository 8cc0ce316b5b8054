"""How many actions there are of each status, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from agenda.models import Action
from netwerk.lib.search.index import counted


@dataclass(frozen=True)
class TallyRow:
    """A status that occurs, its words, and how often."""

    status: str
    label: str
    count: int


@dataclass(frozen=True)
class Tally:
    """All actions together, and the statuses that occur, what is done first."""

    total: int
    rows: tuple[TallyRow, ...]


# What an action is counted under in the search index, before its status.
STATUS_FACET = "=action|"
ORDER = (Action.Status.DONE, Action.Status.BUSY, Action.Status.TO_DO, Action.Status.STUCK, Action.Status.STOPPED)


def tally(facets: Mapping[str, int] | None = None) -> Tally:
    """The tally of all public actions, from `facets` of the search index; one query when they are not given."""
    found = counted(STATUS_FACET) if facets is None else facets
    counts = {
        facet.removeprefix(STATUS_FACET): number for facet, number in found.items() if facet.startswith(STATUS_FACET)
    }
    rows = tuple(TallyRow(status.value, str(status.label), counts[status]) for status in ORDER if status in counts)
    return Tally(sum(counts.values()), rows)
