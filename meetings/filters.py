"""What people can choose in the list of meetings; the names are part of the address."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

import django_filters
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from initiatives.models import Area
from initiatives.statements import districts_of_city
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet

UNKNOWN = _("Deze keuze kennen we niet. Kies een andere.")


class MeetingFilter(django_filters.FilterSet):
    """`wijk` slug of a district, `soort` purpose, `jaar` of the past ones."""

    wijk = django_filters.ChoiceFilter(
        label=_("Wijk"), method="district", empty_label=_("Alle wijken"), widget=forms.Select(attrs={"class": "input"})
    )
    soort = django_filters.ChoiceFilter(
        label=_("Soort"),
        field_name="purpose",
        choices=Meeting.Purpose.choices,
        empty_label=_("Alle soorten"),
        widget=forms.Select(attrs={"class": "input"}),
    )
    jaar = django_filters.NumberFilter(
        label=_("Jaar"),
        method="year",
        min_value=1900,
        max_value=2200,
        widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
    )

    class Meta:
        model = Meeting
        fields: Sequence[str] = []

    def __init__(self, data: Mapping[str, Any], *, districts: Sequence[Area], **kwargs: Any):
        super().__init__(data, **kwargs)
        self.districts = {district.slug: district for district in districts}
        self.form.fields["wijk"].choices = [("", _("Alle wijken")), *((d.slug, d.name) for d in districts)]
        for name in ("wijk", "soort"):
            self.form.fields[name].error_messages["invalid_choice"] = UNKNOWN

    @classmethod
    def of(cls, request: HttpRequest, rows: MeetingQuerySet) -> Self:
        """What the address asks of `rows`; the same for the list and for its files. One query for the choices."""
        return cls(request.GET, queryset=rows, districts=districts_of_city())

    def chosen_labels(self) -> Iterator[tuple[str, str]]:
        """The name of each filter that is on, with its words."""
        choices = self.form.cleaned_data
        if choices.get("wijk"):
            yield "wijk", self.districts[choices["wijk"]].name
        if choices.get("soort"):
            yield "soort", str(Meeting.Purpose(choices["soort"]).label)
        if choices.get("jaar"):
            yield "jaar", str(int(choices["jaar"]))

    def district(self, rows: MeetingQuerySet, name: str, value: str) -> MeetingQuerySet:
        return rows.for_residents_of(self.districts[value])

    def year(self, rows: MeetingQuerySet, name: str, value: Any) -> MeetingQuerySet:
        return rows.in_year(int(value))
