"""What people can choose in the list of initiatives; the names are part of the address."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Self

import django_filters
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from initiatives.models import Area, Organisation, Theme
from initiatives.querysets import OrganisationQuerySet
from initiatives.search_names import known_names
from netwerk.lib.search.find import Found, find


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

    def __init__(self, data: Mapping[str, Any], *, districts: Sequence[Area], themes: Sequence[Theme], **kwargs: Any):
        super().__init__(data, **kwargs)
        self.districts = {district.slug: district for district in districts}
        self.themes = {theme.slug: theme for theme in themes}
        self.form.fields["wijk"].choices = [("", _("Alle wijken")), *((d.slug, d.name) for d in districts)]
        self.form.fields["thema"].choices = [(theme.slug, str(theme)) for theme in themes]
        for name, field in self.form.fields.items():
            field.error_messages["invalid_choice"] = _("Deze keuze kennen we niet. Kies een andere.")
            field.widget.attrs.setdefault("id", f"id_{name}")

    @classmethod
    def of(cls, request: HttpRequest, rows: OrganisationQuerySet) -> Self:
        """What the address asks of `rows`; the same for the list and for its files. Two queries for the choices."""
        districts = list(Area.objects.of_municipality(settings.MUNICIPALITY_CODE).districts())
        return cls(request.GET, queryset=rows, districts=districts, themes=list(Theme.objects.all()))

    @cached_property
    def found(self) -> Found:
        """What the search index has for the words; of a common word the newest. NB: some five queries, once."""
        return find(self.form.cleaned_data["q"], names=known_names(), kind="organisation")

    def words(self, rows: OrganisationQuerySet, name: str, value: str) -> OrganisationQuerySet:
        return rows.filter(pk__in=self.found.object_ids)

    def district(self, rows: OrganisationQuerySet, name: str, value: str) -> OrganisationQuerySet:
        return rows.serving(self.districts[value])

    def any_theme(self, rows: OrganisationQuerySet, name: str, value: list[str]) -> OrganisationQuerySet:
        return rows.about(*(self.themes[slug] for slug in value)) if value else rows

    def seeking(self, rows: OrganisationQuerySet, name: str, value: bool) -> OrganisationQuerySet:
        return rows.seeking_people() if value else rows

    def found_without(self, rows: OrganisationQuerySet, *left_out: str) -> OrganisationQuerySet:
        """What the other filters find in `rows`: for the counts beside the choices of the one left out."""
        for name, value in self.form.cleaned_data.items():
            if name not in left_out and value:
                rows = getattr(self, self.filters[name].method)(rows, name, value)
        return rows
