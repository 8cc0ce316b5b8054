"""What lists of initiatives begin with: the districts and themes of the city, and how many initiatives each has."""

from dataclasses import dataclass

from initiatives.counts import InitiativeCounts
from initiatives.models import Area, Theme
from initiatives.statements import districts_of_city, themes_in_order
from netwerk.lib.content_version import while_unchanged
from netwerk.lib.statements import Rows


@dataclass(frozen=True)
class City:
    """The city as it is now. Shared by all readers: not to be changed."""

    districts: Rows[Area]
    themes: Rows[Theme]
    counts: InitiativeCounts


@while_unchanged
def city() -> City:
    """One query; three when content changed since the last time."""
    # The counts first: taking in what changed is a change of its own.
    counts = InitiativeCounts.now()
    return City(districts_of_city(), themes_in_order(), counts)
