"""How many actions there are of each status, in words."""

from dataclasses import dataclass

from agenda.models import Action
from agenda.querysets import ActionQuerySet


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


ORDER = (Action.Status.DONE, Action.Status.BUSY, Action.Status.TO_DO, Action.Status.STUCK, Action.Status.STOPPED)


def tally(actions: ActionQuerySet) -> Tally:
    """The tally of `actions`. One query."""
    counts = actions.counts_by_status()
    rows = tuple(TallyRow(status.value, str(status.label), counts[status]) for status in ORDER if status in counts)
    return Tally(sum(counts.values()), rows)
