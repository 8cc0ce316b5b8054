"""What lists of initiatives begin with: the districts and themes of the city, and how many initiatives each has."""

from collections.abc import Hashable
from functools import cached_property

from initiatives.counts import InitiativeCounts
from initiatives.models import Area, Theme
from initiatives.statements import districts_of_city, themes_in_order
from netwerk.lib.content_version import while_unchanged
from netwerk.lib.statements import Rows


class City:
    """The city as it is now. Shared by all readers: not to be changed. Each part is read when somebody asks for it."""

    @cached_property
    def districts(self) -> Rows[Area]:
        return districts_of_city()

    @cached_property
    def themes(self) -> Rows[Theme]:
        return themes_in_order()

    @property
    def as_read(self) -> Hashable:
        """Equal when all of it is."""
        return self.districts.as_read, self.themes.as_read, self.counts.as_read

    @cached_property
    def counts(self) -> InitiativeCounts:
        return InitiativeCounts.now()


@while_unchanged
def city() -> City:
    """One query, and one for each part that nobody asked for since content changed."""
    return City()
