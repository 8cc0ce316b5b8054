"""What can be asked about areas and organisations."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language

from netwerk.lib.aggregates import list_of

if TYPE_CHECKING:
    from initiatives.models import Area, Theme

# So few that sorting them is quicker than looking for them in the order of the list.
FEW = 1000


class AreaQuerySet(models.QuerySet["Area"]):
    def of_municipality(self, code: str) -> Self:
        return self.filter(municipality_code=code)

    def districts(self) -> Self:
        return self.filter(kind="district")

    def neighbourhoods(self) -> Self:
        return self.filter(kind="neighbourhood")

    def with_postcode(self, digits: str) -> Self:
        """Districts that the four-digit postcode lies in: none, one, or two where it crosses a border."""
        return self.districts().filter(postcodes__digits=digits)


def shapes(area: str) -> list[str]:
    """What of the area that `area` leads to, and of its parent, only maps need: to be deferred, as it is large."""
    return [f"{area}__{path}{field}" for path in ("", "parent__") for field in ("boundary", "outline")]


def theme_names(themes: "models.QuerySet[Theme]", path: str) -> ArraySubquery:
    """The names of those `themes` that `path` leads from to the outer row, in the language of the page."""
    name = Coalesce(NullIf("name_en", Value("")), "name") if get_language() == "en" else F("name")
    return list_of(themes.annotate(shown=name), path, "position", "name", value="shown")


class OrganisationQuerySet(models.QuerySet["Organisation"]):  # type: ignore[name-defined]
    def public(self) -> Self:
        """What anyone may see: published ones, and stopped ones with their banner. Pending ones are nowhere."""
        return self.filter(status__in=["published", "stopped"])

    def active(self) -> Self:
        return self.filter(status="published")

    def initiatives(self) -> Self:
        """The kinds that residents browse under 'Initiatieven'."""
        return self.filter(kind__in=["initiative", "network"])

    def located_in(self, area: "Area") -> Self:
        """Those with a place in `area` or in a neighbourhood of it; whole-city ones are left out."""
        through = self.model.areas.through
        elsewhere = through.objects.filter(organisation=OuterRef("pk")).filter(Q(area=area) | Q(area__parent=area))
        return self.filter(Q(main_area=area) | Q(main_area__parent=area) | Exists(elsewhere))

    def whole_city(self) -> Self:
        return self.filter(whole_city=True)

    def serving(self, area: "Area") -> Self:
        """What a resident of `area` can go to: what is located there and what is for the whole city."""
        return self.located_in(area) | self.whole_city()

    def about(self, *themes: "Theme") -> Self:
        """Those with at least one of `themes`."""
        through = self.model.themes.through
        return self.filter(Exists(through.objects.filter(organisation=OuterRef("pk"), theme__in=themes)))

    def seeking_people(self) -> Self:
        return self.exclude(seeks="")

    def seeking_people_first(self) -> Self:
        """Who looks for people before who does not; then by name."""
        return self.order_by(models.Case(models.When(seeks="", then=1), default=0), "sort_key", "pk")

    def in_order_of(self, keys: Sequence[int]) -> Self:
        """Those with these primary keys, in that order."""
        given = Value(list(keys), output_field=ArrayField(models.BigIntegerField()))
        return self.filter(pk__in=keys).order_by(Func(given, F("pk"), function="array_position"))

    def at_or_after(self, keys: Iterable[int]) -> Self:
        """Of these the first at or after each of `keys`; each once."""
        firsts = [Subquery(self.filter(pk__gte=key).order_by("pk").values("pk")[:1]) for key in keys]
        return self.filter(pk__in=firsts).order_by("pk")

    def for_cards(self) -> Self:
        """With all that a card shows; one query more, whatever the number of rows."""
        return self.select_related("main_area__parent").defer(*shapes("main_area")).prefetch_related("themes")

    def for_list(self) -> Self:
        """Only what tells whether a card was rendered before, annotated with its district and `theme_keys`."""
        themes: Any = self.model._meta.get_field("themes").related_model
        return self.only("pk", "version", "updated_at", "name").annotate(
            district_name=Coalesce("main_area__parent__name", "main_area__name"),
            district_slug=Coalesce("main_area__parent__slug", "main_area__slug"),
            theme_keys=list_of(themes._default_manager.all(), "organisations", "position", "name", value="pk"),
        )

    def labelled(self, tsquery: str) -> Self:
        """Those whose document in the search index fits: for few rows of many, which an index on names cannot find."""
        fitting = "SELECT object_id FROM lib_searchdocument WHERE kind = 'organisation' AND tokens @@ %s::tsquery"
        return self.filter(pk__in=RawSQL(fitting, [tsquery]))

    def known_by(self, tsquery: str, number: int) -> Self:
        """The same rows, of which there are about `number`: few of them are looked up in the search index."""
        return self.labelled(tsquery) if number <= FEW else self

    def for_export(self) -> Self:
        """With all that a file shows, annotated with `theme_names` and `area_names`, in the same query."""
        areas: Any = self.model._meta.get_field("areas").related_model
        themes: Any = self.model._meta.get_field("themes").related_model
        return self.select_related("main_area__parent").annotate(
            theme_names=theme_names(themes._default_manager.all(), "organisations"),
            area_names=list_of(areas._default_manager.all(), "organisations", "name"),
        )
