"""What people can choose in the list of initiatives; the names are part of the address."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import django_filters
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from initiatives.city import City, city
from initiatives.counts import InitiativeCounts
from initiatives.models import Area, Organisation
from initiatives.querysets import OrganisationQuerySet
from initiatives.search_names import WHOLE_CITY, known_names, place_label, theme_label
from initiatives.statements import WholeList
from netwerk.lib.search.find import Found, find
from netwerk.lib.search.index import quoted


@dataclass(frozen=True)
class ListCounts:
    """How many of `among` the list has, and how many each other choice would give; by slug."""

    among: InitiativeCounts
    district: Area | None
    themes: Sequence[str]
    seeks: bool

    @cached_property
    def total(self) -> int:
        return self.among.total(self.district, self.themes, seeks=self.seeks)

    @cached_property
    def by_district(self) -> Counter[str]:
        return self.among.by_district(self.themes, seeks=self.seeks)

    @cached_property
    def by_theme(self) -> Counter[str]:
        return self.among.by_theme(self.district, seeks=self.seeks)

    @cached_property
    def seeking(self) -> int:
        return self.among.total(self.district, self.themes, seeks=True)


class InitiativeFilter(django_filters.FilterSet):
    """`q` words, `wijk` slug of a district, `thema` slugs, `hulp=1` seeks people."""

    q = django_filters.CharFilter(
        label=_("Zoek op een woord"),
        method="words",
        max_length=100,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    wijk = django_filters.ChoiceFilter(
        label=_("Wijk"), method="district", empty_label=_("Alle wijken"), widget=forms.Select(attrs={"class": "input"})
    )
    thema = django_filters.MultipleChoiceFilter(
        label=_("Waar gaat het over?"), method="any_theme", widget=forms.CheckboxSelectMultiple
    )
    hulp = django_filters.BooleanFilter(
        label=_("Zoekt nu mensen"), method="seeking", widget=forms.CheckboxInput(attrs={"value": "1"})
    )

    class Meta:
        model = Organisation
        fields: Sequence[str] = []

    def __init__(self, data: Mapping[str, Any], *, city: City, **kwargs: Any):
        super().__init__(data, **kwargs)
        self.city = city
        self.districts = {district.slug: district for district in city.districts}
        self.themes = {theme.slug: theme for theme in city.themes}
        self.form.fields["wijk"].choices = [("", _("Alle wijken")), *((d.slug, d.name) for d in city.districts)]
        self.form.fields["thema"].choices = [(theme.slug, str(theme)) for theme in city.themes]
        for name, field in self.form.fields.items():
            field.error_messages["invalid_choice"] = _("Deze keuze kennen we niet. Kies een andere.")
            field.widget.attrs.setdefault("id", f"id_{name}")

    @classmethod
    def of(cls, request: HttpRequest, rows: OrganisationQuerySet) -> Self:
        """What the address asks of `rows`; the same for the list and for its files. One query for the choices."""
        return cls(request.GET, queryset=rows, city=city())

    @cached_property
    def found(self) -> Found:
        """What the search index has for the words; of a common word the newest. NB: six queries, once."""
        return find(self.form.cleaned_data["q"], names=known_names(), kind="organisation")

    def words(self, rows: OrganisationQuerySet, name: str, value: str) -> OrganisationQuerySet:
        return rows.filter(pk__in=self.found.object_ids)

    def rows(self, counts: "ListCounts") -> OrganisationQuerySet | WholeList:
        """What was found, in the order of the list, or the best first when there are words.

        Few of many come by way of the search index.
        """
        choices = self.form.cleaned_data if self.is_valid() else {}
        if not any(choices.values()):
            return WholeList()
        rows = self._chosen_rows(choices, counts)
        in_order = rows.in_order_of(self.found.object_ids) if choices.get("q") else rows.seeking_people_first()
        return in_order.for_list()

    def _chosen_rows(self, choices: Mapping[str, Any], counts: "ListCounts") -> OrganisationQuerySet:
        rows: OrganisationQuerySet = self.qs
        if choices.get("q"):
            return rows
        labels = []
        if district := choices.get("wijk"):
            labels.append(f"({quoted(place_label(district))} | {quoted(WHOLE_CITY)})")
        if themes := choices.get("thema"):
            labels.append(f"({' | '.join(quoted(theme_label(slug)) for slug in themes)})")
        return rows.known_by(" & ".join(labels), counts.total) if labels else rows

    def counts(self) -> "ListCounts":
        """The numbers beside the choices, each without its own filter. NB: queries when there are words."""
        choices = self.form.cleaned_data if self.is_valid() else {}
        return ListCounts(
            among=InitiativeCounts.among(self.found.object_ids) if choices.get("q") else self.city.counts,
            district=self.districts.get(choices.get("wijk") or ""),
            themes=choices.get("thema") or [],
            seeks=bool(choices.get("hulp")),
        )

    def district(self, rows: OrganisationQuerySet, name: str, value: str) -> OrganisationQuerySet:
        return rows.serving(self.districts[value])

    def any_theme(self, rows: OrganisationQuerySet, name: str, value: list[str]) -> OrganisationQuerySet:
        return rows.about(*(self.themes[slug] for slug in value)) if value else rows

    def seeking(self, rows: OrganisationQuerySet, name: str, value: bool) -> OrganisationQuerySet:
        return rows.seeking_people() if value else rows
